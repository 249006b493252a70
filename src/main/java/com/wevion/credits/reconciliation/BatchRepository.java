package com.wevion.credits.reconciliation;

import com.wevion.credits.platform.database.Sql;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/**
 * The server's batch's own tables, from which it never removes anything. Nothing in them is needed once a run has ended: what it came to is
 * in other tables. Thread-safe.
 */
public class BatchRepository {
    /** Jobs and partitions of steps; one of which nothing was executed is as old as its neighbours. */
    private static final String OLD = """
            SELECT i.jobinstanceid AS id FROM jbatchjobinstancedata i
             WHERE NOT EXISTS (SELECT FROM jbatchexecutioninstancedata e
                                WHERE e.jobinstanceid = i.jobinstanceid AND greatest(e.createtime, e.updatetime) >= ?)
               AND i.jobinstanceid <= (SELECT max(e.jobinstanceid) FROM jbatchexecutioninstancedata e WHERE e.createtime < ?)
             ORDER BY i.jobinstanceid LIMIT ?""";

    private static final List<String> DELETE = List.of(
            // Named by the job, the step, and reader or writer.
            "DELETE FROM jbatchcheckpointdata WHERE split_part(id, ',', 1) = ANY (?::text[])",
            "DELETE FROM jbatchstepstatus WHERE id IN (SELECT s.stepexecid FROM jbatchstepexecutioninstancedata s"
                    + " JOIN jbatchexecutioninstancedata e USING (jobexecid) WHERE e.jobinstanceid = ANY (?))",
            "DELETE FROM jbatchstepexecutioninstancedata WHERE jobexecid IN"
                    + " (SELECT jobexecid FROM jbatchexecutioninstancedata WHERE jobinstanceid = ANY (?))",
            "DELETE FROM jbatchexecutioninstancedata WHERE jobinstanceid = ANY (?)",
            "DELETE FROM jbatchjobstatus WHERE id = ANY (?)",
            "DELETE FROM jbatchjobinstancedata WHERE jobinstanceid = ANY (?)");

    private static final int AT_A_TIME = 1_000;

    private final DataSource dataSource;

    public BatchRepository(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Removes the jobs whose last execution began before a time, whether or not it has ended: its server may have died. */
    public void forget(Instant before) {
        boolean more = true;
        while (more) {
            more = Sql.on(dataSource).together(sql -> {
                Long[] old = sql.list(OLD, row -> row.getLong("id"), before, before, AT_A_TIME)
                        .toArray(Long[]::new);
                DELETE.forEach(delete -> sql.update(delete, (Object) old));
                return old.length == AT_A_TIME;
            });
        }
    }
}
