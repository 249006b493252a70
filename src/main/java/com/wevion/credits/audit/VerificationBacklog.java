package com.wevion.credits.audit;

import com.wevion.credits.platform.database.Backlog;
import com.wevion.credits.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Verifications that run. */
@ApplicationScoped
public class VerificationBacklog implements Backlog {
    private static final String VERIFICATIONS = """
            SELECT count(*) AS running, coalesce(sum(entries), 0) AS done, coalesce(sum(entries_total), 0) AS expected
              FROM verification WHERE status = 'RUNNING'""";

    @Override
    public List<Work> work(Sql sql) {
        return sql.list(
                VERIFICATIONS,
                row -> Work.inOneStep(
                        "verifications", row.getLong("running"), row.getLong("done"), row.getLong("expected")));
    }
}
