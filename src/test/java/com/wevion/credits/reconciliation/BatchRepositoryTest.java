package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.platform.database.Sql;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tables of the server's batch: ours to make, and to clear. */
class BatchRepositoryTest {
    private static final Instant NOW = Instant.parse("2026-11-02T03:00:00Z");
    private static final List<String> TABLES = List.of(
            "jbatchcheckpointdata",
            "jbatchjobstatus",
            "jbatchstepstatus",
            "jbatchstepexecutioninstancedata",
            "jbatchexecutioninstancedata",
            "jbatchjobinstancedata");

    /** A job of so many days ago, with a step; not known when it was executed: none was. */
    private static void job(Sql sql, Integer daysAgo, String status) {
        sql.update("INSERT INTO jbatchjobinstancedata (name) VALUES ('reconciliation')");
        sql.update("INSERT INTO jbatchjobstatus (id) SELECT max(jobinstanceid) FROM jbatchjobinstancedata");
        sql.update(
                "INSERT INTO jbatchcheckpointdata (id) SELECT max(jobinstanceid) || ',match,READER' FROM jbatchjobinstancedata");
        if (daysAgo != null) {
            sql.update(
                    "INSERT INTO jbatchexecutioninstancedata (jobinstanceid, createtime, updatetime, batchstatus)"
                            + " SELECT max(jobinstanceid), ?, ?, ? FROM jbatchjobinstancedata",
                    NOW.minus(daysAgo, ChronoUnit.DAYS),
                    NOW.minus(daysAgo, ChronoUnit.DAYS),
                    status);
            sql.update("INSERT INTO jbatchstepexecutioninstancedata (jobexecid, stepname)"
                    + " SELECT max(jobexecid), 'match' FROM jbatchexecutioninstancedata");
            sql.update("INSERT INTO jbatchstepstatus (id) SELECT max(stepexecid) FROM jbatchstepexecutioninstancedata");
        }
    }

    private static long rows(Sql sql, String table) {
        return sql.first("SELECT count(*) FROM " + table, row -> row.getLong(1)).orElseThrow();
    }

    @Test
    void oldJobsAreRemovedWithAllThatBelongsToThem() {
        ScratchDatabase database = ScratchDatabase.migrated();
        try (HikariDataSource pool = database.pool()) {
            Sql sql = Sql.on(pool);
            job(sql, 40, "COMPLETED");
            job(sql, 31, "STARTED");
            job(sql, null, null);
            job(sql, 31, "FAILED");
            job(sql, 29, "COMPLETED");
            job(sql, 0, "STARTED");
            job(sql, null, null);

            new BatchRepository(pool).forget(NOW.minus(30, ChronoUnit.DAYS));

            assertThat(sql.list("SELECT jobinstanceid FROM jbatchjobinstancedata ORDER BY 1", row -> row.getLong(1)))
                    .containsExactly(5L, 6L, 7L);
            assertThat(sql.list("SELECT id FROM jbatchcheckpointdata ORDER BY 1", row -> row.getString(1)))
                    .containsExactly("5,match,READER", "6,match,READER", "7,match,READER");
            assertThat(rows(sql, "jbatchjobstatus")).isEqualTo(3);
            for (String table :
                    List.of("jbatchexecutioninstancedata", "jbatchstepexecutioninstancedata", "jbatchstepstatus")) {
                assertThat(rows(sql, table)).as(table).isEqualTo(2);
            }

            new BatchRepository(pool).forget(NOW.plusSeconds(1));
            for (String table : TABLES) {
                assertThat(rows(sql, table))
                        .as(table)
                        .isEqualTo(
                                List.of("jbatchcheckpointdata", "jbatchjobstatus", "jbatchjobinstancedata")
                                                .contains(table)
                                        ? 1
                                        : 0);
            }
        } finally {
            database.drop();
        }
    }
}
