package com.wevion.credits.purchase;

import com.wevion.credits.platform.database.Backlog;
import com.wevion.credits.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Purchases that are not paid yet. */
@ApplicationScoped
public class PurchaseBacklog implements Backlog {
    private static final String PENDING =
            "SELECT count(*) AS waiting, min(created_at) AS oldest_at FROM (SELECT created_at FROM purchase"
                    + " WHERE status = 'PENDING' ORDER BY created_at LIMIT ?) w";

    @Override
    public List<Waiting> waiting(Sql sql, int maxCounted, Instant now) {
        return sql.list(PENDING, row -> Waiting.read("purchases", row), maxCounted);
    }
}
