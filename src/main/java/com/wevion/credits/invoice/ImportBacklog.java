package com.wevion.credits.invoice;

import com.wevion.credits.platform.database.Backlog;
import com.wevion.credits.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Files of providers that come in. */
@ApplicationScoped
public class ImportBacklog implements Backlog {
    // In the terms of the index of imports that do not count and still have lines.
    private static final String IMPORTS = """
            SELECT count(*) AS running, coalesce(sum(accepted + refused), 0) AS done
              FROM invoice_import WHERE has_lines AND status NOT IN ('IMPORTED', 'SUPERSEDED') AND status = 'LOADING'""";

    @Override
    public List<Work> work(Sql sql) {
        return sql.list(IMPORTS, row -> Work.inOneStep("imports", row.getLong("running"), row.getLong("done"), null));
    }
}
