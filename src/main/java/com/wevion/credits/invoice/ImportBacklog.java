package com.wevion.credits.invoice;

import com.wevion.credits.platform.database.Backlog;
import com.wevion.credits.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Files of providers that come in, and those that were refused and need an answer. */
@ApplicationScoped
public class ImportBacklog implements Backlog {
    // In the terms of the index of imports that do not count and still have lines.
    private static final String IMPORTS = """
            SELECT count(*) AS running, coalesce(sum(accepted + refused), 0) AS done
              FROM invoice_import WHERE has_lines AND status NOT IN ('IMPORTED', 'SUPERSEDED') AND status = 'LOADING'""";

    private static final String REFUSED = """
            SELECT count(*) AS waiting, min(ended_at) AS oldest_at
              FROM (SELECT ended_at FROM unanswered_import LIMIT ?) w""";

    @Override
    public List<Waiting> waiting(Sql sql, int maxCounted, Instant now) {
        return sql.list(REFUSED, row -> Waiting.read("refused-imports", row), maxCounted);
    }

    @Override
    public List<Work> work(Sql sql) {
        return sql.list(IMPORTS, row -> Work.inOneStep("imports", row.getLong("running"), row.getLong("done"), null));
    }
}
