package com.wevion.credits.platform.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * What waits or works in the background in a feature's own tables, told to those who watch the service. It is asked every few seconds:
 * each statement reads an index of what waits only, and no more of it than is counted. Thread-safe.
 */
public interface Backlog {
    /**
     * A queue.
     *
     * @param waiting counted up to the bound
     * @param oldestAt since when the first of them waits; null if none does
     * @param overdue of those that wait, what should have ended by now
     * @param failed given up, until an operator has it tried again
     */
    record Waiting(String queue, long waiting, Instant oldestAt, long overdue, long failed) {
        /** A queue of which no more than the columns {@code waiting} and {@code oldest_at} is told. */
        public static Waiting read(String queue, ResultSet row) throws SQLException {
            return new Waiting(queue, row.getLong("waiting"), Sql.instant(row, "oldest_at"), 0, 0);
        }
    }

    /**
     * Batch work that runs.
     *
     * @param step what it does; null where there are no steps
     * @param rowsDone of the step, or of all that run
     * @param rowsExpected null if it is not known, as of a file that is still being read
     * @param completedAt when the latest that comes by itself was completed; null if none was, or none comes by itself
     */
    record Work(String name, long running, String step, long rowsDone, Long rowsExpected, Instant completedAt) {
        /** Work in one step that somebody starts. */
        public static Work inOneStep(String name, long running, long rowsDone, Long rowsExpected) {
            return new Work(name, running, null, rowsDone, rowsExpected, null);
        }
    }

    /** The queues, as they are now. */
    default List<Waiting> waiting(Sql sql, int maxCounted, Instant now) {
        return List.of();
    }

    /** The batch work, as it is now. */
    default List<Work> work(Sql sql) {
        return List.of();
    }
}
