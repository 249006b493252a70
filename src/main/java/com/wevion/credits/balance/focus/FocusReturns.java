package com.wevion.credits.balance.focus;

import com.wevion.credits.ledger.book.EntryRecord;
import com.wevion.credits.platform.database.Sql;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Reads what money went back of a team's purchases, with its entries and without. Thread-safe. */
@ApplicationScoped
class FocusReturns {
    private static final String SELECT = """
            SELECT r.id, r.at, r.cause, r.step, r.credits_micros, p.credits_micros AS bought_micros, p.price_cents, p.package,
                   p.catalog_version, p.payment_intent, e.at AS bought_at,
                   (SELECT coalesce(sum(CASE b.step WHEN 'CLAWBACK' THEN b.credits_micros
                                                    WHEN 'REINSTATEMENT' THEN -b.credits_micros ELSE 0 END), 0)
                      FROM purchase_reversal b
                     WHERE b.purchase_id = r.purchase_id AND b.number < r.number) AS gone_before_micros
              FROM purchase_reversal r
              JOIN purchase p ON p.id = r.purchase_id
              JOIN entry e ON e.account_id = p.account_id AND e.operation_id = p.id
             WHERE r.step IN ('CLAWBACK', 'REINSTATEMENT')""";

    private static final String OF_ENTRIES = SELECT + " AND r.id = ANY (?::uuid[])";

    // What neither took credits nor gave any has no entry.
    private static final String WITHOUT_ENTRIES = SELECT + """
             AND p.team_id = ? AND r.decided_micros = 0 AND r.credits_micros > 0 AND r.at >= ? AND r.at < ?
             AND (r.at, r.id) < (?, ?)
             ORDER BY r.at DESC, r.id DESC LIMIT ?""";

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    /** Those that made some of these entries, by the entries' operation. */
    Map<UUID, FocusReturn> of(List<EntryRecord> entries) {
        String[] ids = entries.stream()
                .filter(entry -> switch (entry.type()) {
                    case CLAWBACK, REINSTATEMENT -> true;
                    default -> false;
                })
                .map(entry -> entry.operationId().toString())
                .toArray(String[]::new);
        return ids.length == 0
                ? Map.of()
                : Sql.on(dataSource).list(OF_ENTRIES, FocusReturn::read, (Object) ids).stream()
                        .collect(Collectors.toMap(FocusReturn::id, Function.identity()));
    }

    /**
     * Those of a month that made no entry, since all was spent or only a debt was forgiven; the newest first.
     *
     * @param before the one that all are before, by time and id
     */
    List<FocusReturn> withoutEntries(UUID teamId, FocusMonth month, Instant before, UUID beforeId, int max) {
        return Sql.on(dataSource)
                .list(WITHOUT_ENTRIES, FocusReturn::read, teamId, month.start(), month.end(), before, beforeId, max);
    }
}
