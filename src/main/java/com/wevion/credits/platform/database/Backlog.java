package com.wevion.credits.platform.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The queues and background work in a feature's own tables, for monitoring. It is read every few seconds: each statement scans only an
 * index of the waiting rows, and only as far as it counts. Thread-safe.
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
     * Running batch work.
     *
     * @param step the current step; null if there are no steps
     * @param rowsDone of the step, or of all that run
     * @param rowsExpected null if it is not known, as of a file that is still being read
     * @param completedAt the completion of the latest scheduled work; null if none was completed, or none is scheduled
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

    /** The latest night, of work that is to run every night. */
    default Optional<Night> night(Sql sql) {
        return Optional.empty();
    }

    /** The batch work, as it is now. */
    default List<Work> work(Sql sql) {
        return List.of();
    }
}
