package com.wevion.credits.balance.focus;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.ledger.book.EntryRecord;
import com.wevion.credits.ledger.book.EntryType;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.json.Json;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;

/** Tells by which invoices of Stripe, and which of their lines, creative usage was billed. Thread-safe. */
@ApplicationScoped
class FocusInvoices {
    /**
     * The entries after one number, up to another, that an invoice asks for.
     *
     * @param lines the numbers of its lines, by what each asks for
     */
    record Stretch(long from, long to, String invoice, JsonNode lines) {
        static Stretch read(ResultSet row) throws SQLException {
            return new Stretch(
                    row.getLong("from_sequence"),
                    row.getLong("to_sequence"),
                    row.getString("stripe_invoice"),
                    Json.stored(row.getString("lines"), JsonNode.class));
        }

        boolean bills(EntryRecord entry) {
            return (entry.type() == EntryType.USAGE || entry.type() == EntryType.ADJUSTMENT)
                    && entry.sequence() > from
                    && entry.sequence() <= to;
        }

        /** The number of the line that asks for an entry. */
        String line(EntryRecord entry) {
            JsonNode explanation = Json.stored(entry.explanation(), JsonNode.class);
            String item = String.join(
                    "/",
                    entry.type().name(),
                    Objects.toString(entry.service(), ""),
                    Objects.toString(entry.engine(), ""),
                    explanation.path("per").asText(""),
                    explanation.path("unitSize").asText("1"),
                    new BigDecimal(explanation.path("unitPrice").asText("0"))
                            .movePointRight(USD_DECIMALS)
                            .toBigInteger()
                            .toString());
            return lines.path(item).asText(entry.type().name());
        }
    }

    private static final int USD_DECIMALS = 9;

    // What a void bill asked for is asked for again by a later one, which may be void in its turn.
    private static final String SELECT = """
            WITH RECURSIVE asked AS (
                SELECT b.id, b.from_sequence, b.to_sequence, b.status, b.stripe_invoice, b.billed_again_by
                  FROM creative_bill b WHERE b.team_id = ? AND b.to_sequence >= ? AND b.from_sequence < ?
                UNION ALL
                SELECT b.id, a.from_sequence, a.to_sequence, b.status, b.stripe_invoice, b.billed_again_by
                  FROM asked a JOIN creative_bill b ON b.id = a.billed_again_by)
            SELECT from_sequence, to_sequence, stripe_invoice,
                   (SELECT coalesce(jsonb_object_agg(concat_ws('/', l.type, l.service, l.engine, l.per, l.unit_size,
                                                               l.unit_price_nanos), l.number), '{}')
                      FROM creative_bill_line l WHERE l.bill_id = asked.id) AS lines
              FROM asked
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
                                Stretch::read,
                                teamId,
                                entries.get(entries.size() - 1).sequence(),
                                entries.get(0).sequence());
    }
}
