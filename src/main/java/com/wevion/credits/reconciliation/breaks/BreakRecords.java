package com.wevion.credits.reconciliation.breaks;

import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.reconciliation.rules.Cause;
import com.wevion.credits.usage.UsageOutcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** The records of both sides that a break is about. Thread-safe. */
public class BreakRecords {
    private record Days(LocalDate first, LocalDate last) {}

    private static final Pattern SPAN =
            Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})\\.\\.([0-9]{4}-[0-9]{2}-[0-9]{2})\\|.*");
    /** The distance in days from its own day up to which the other side of a request is searched. */
    private static final int DAYS_OF_A_REQUEST = 62;

    private static final String RECORDED = """
            SELECT * FROM usage_record
             WHERE provider = ? AND day BETWEEN ? AND ?
               AND (?::text IS NULL OR request_id = ?) AND (?::text IS NULL OR (service = ? AND engine = ? AND measure = ?))
             ORDER BY at, work_id, measure LIMIT ?""";

    private static final String BILLED = """
            SELECT l.*, i.file_name FROM invoice_line l
              JOIN reconciliation_source s ON s.run_id = ? AND s.import_id = l.import_id
              JOIN invoice_import i ON i.id = l.import_id
             WHERE l.provider = ? AND l.day BETWEEN ? AND ?
               AND (?::text IS NULL OR l.request_id = ? OR EXISTS (SELECT FROM reconciliation_correction c
                     WHERE c.run_id = s.run_id AND c.import_id = l.import_id AND c.line = l.line AND c.request_id = ?))
               AND (?::text IS NULL OR upper(l.sku) IN (SELECT k.sku FROM reconciliation_sku k
                     WHERE k.run_id = s.run_id AND k.provider = l.provider AND k.service = ? AND k.engine = ? AND k.measure = ?
                       AND k.line_measure = coalesce(l.measure, '?')))
               AND (?::text IS NULL OR coalesce(l.sku, '') = ?)
               AND (? <> 'CURRENCY' OR l.currency = ?)
               AND (?::text IS NULL OR (l.kind = 'TAX' AND coalesce(l.invoice_id, '') = ?))
             ORDER BY l.day, l.import_id, l.line LIMIT ?""";

    private final DataSource dataSource;
    private final int max;

    /** @param max the most records shown of a side */
    public BreakRecords(DataSource dataSource, int max) {
        this.dataSource = dataSource;
        this.max = max;
    }

    /** The records that we have; none for a tax or an unknown SKU. */
    List<BreakDetail.Recorded> recorded(BreakView found, String key) {
        if (found.requestId() == null && found.service() == null) {
            return List.of();
        }
        Days days = days(found, key);
        String service = found.requestId() == null ? found.service() : null;
        return Sql.on(dataSource)
                .list(
                        RECORDED,
                        BreakRecords::recorded,
                        found.provider(),
                        days.first,
                        days.last,
                        found.requestId(),
                        found.requestId(),
                        service,
                        service,
                        found.engine(),
                        found.measure(),
                        max);
    }

    /** The provider's bill lines, in the files that the run used. */
    List<BreakDetail.Billed> billed(BreakView found, String key, UUID runId) {
        Days days = days(found, key);
        boolean byRequest = found.requestId() != null;
        boolean isTax = found.cause() == Cause.TAX;
        String service = byRequest ? null : found.service();
        String sku = byRequest || service != null || isTax ? null : found.sku();
        String invoice = isTax ? (found.invoiceId() == null ? "" : found.invoiceId()) : null;
        return Sql.on(dataSource)
                .list(
                        BILLED,
                        BreakRecords::billed,
                        runId,
                        found.provider(),
                        days.first,
                        days.last,
                        found.requestId(),
                        found.requestId(),
                        found.requestId(),
                        service,
                        service,
                        found.engine(),
                        found.measure(),
                        sku,
                        sku,
                        found.cause().name(),
                        found.unit(),
                        invoice,
                        invoice,
                        max);
    }

    private static Days days(BreakView found, String key) {
        if (found.requestId() != null || found.cause() == Cause.TAX) {
            return new Days(
                    found.day().minusDays(DAYS_OF_A_REQUEST), found.day().plusDays(DAYS_OF_A_REQUEST));
        }
        Matcher span = SPAN.matcher(key);
        return span.matches()
                ? new Days(LocalDate.parse(span.group(1)), LocalDate.parse(span.group(2)))
                : new Days(found.day(), found.day());
    }

    private static BreakDetail.Recorded recorded(ResultSet row) throws SQLException {
        return new BreakDetail.Recorded(
                Sql.uuid(row, "work_id"),
                row.getString("measure"),
                Sql.instant(row, "at"),
                row.getString("request_id"),
                row.getString("service"),
                row.getString("engine"),
                row.getLong("quantity"),
                BreakView.amount(Sql.nullableLong(row, "cost_nanos")),
                row.getString("cost_source"),
                Unit.USD.format(row.getLong("charged_units")),
                UsageOutcome.valueOf(row.getString("outcome")));
    }

    private static BreakDetail.Billed billed(ResultSet row) throws SQLException {
        return new BreakDetail.Billed(
                Sql.uuid(row, "import_id"),
                row.getString("file_name"),
                row.getLong("line"),
                row.getString("kind"),
                row.getBoolean("correction"),
                row.getString("invoice_id"),
                row.getObject("day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                row.getString("sku"),
                row.getString("measure"),
                BreakView.plain(row.getBigDecimal("quantity")),
                BreakView.amount(row.getLong("cost_nanos")),
                row.getString("currency"),
                row.getString("request_id"),
                row.getString("description"));
    }
}
