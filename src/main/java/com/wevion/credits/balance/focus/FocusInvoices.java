package com.wevion.credits.balance.focus;

import com.wevion.credits.ledger.book.EntryRecord;
import com.wevion.credits.ledger.book.EntryType;
import com.wevion.credits.platform.database.Sql;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Tells by which invoices of Stripe creative usage was billed. Thread-safe. */
@ApplicationScoped
class FocusInvoices {
    /** The entries after one number, up to another, that an invoice asks for. */
    record Stretch(long from, long to, String invoice) {
        boolean bills(EntryRecord entry) {
            return (entry.type() == EntryType.USAGE || entry.type() == EntryType.ADJUSTMENT)
                    && entry.sequence() > from
                    && entry.sequence() <= to;
        }
    }

    // What a void bill asked for is asked for again by a later one, which may be void in its turn.
    private static final String SELECT = """
            WITH RECURSIVE asked AS (
                SELECT b.from_sequence, b.to_sequence, b.status, b.stripe_invoice, b.billed_again_by
                  FROM creative_bill b WHERE b.team_id = ? AND b.to_sequence >= ? AND b.from_sequence < ?
                UNION ALL
                SELECT a.from_sequence, a.to_sequence, b.status, b.stripe_invoice, b.billed_again_by
                  FROM asked a JOIN creative_bill b ON b.id = a.billed_again_by)
            SELECT from_sequence, to_sequence, stripe_invoice FROM asked
             WHERE status <> 'VOID' AND stripe_invoice IS NOT NULL""";

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    /** The invoices that ask for any of these entries of a team's CREATIVE account, which are the newest first. */
    List<Stretch> of(UUID teamId, List<EntryRecord> entries) {
        return entries.isEmpty()
                ? List.of()
                : Sql.on(dataSource)
                        .list(
                                SELECT,
                                row -> new Stretch(
                                        row.getLong("from_sequence"),
                                        row.getLong("to_sequence"),
                                        row.getString("stripe_invoice")),
                                teamId,
                                entries.get(entries.size() - 1).sequence(),
                                entries.get(0).sequence());
    }
}
