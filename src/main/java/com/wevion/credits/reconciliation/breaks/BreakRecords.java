package com.wevion.credits.reconciliation.breaks;

import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.reconciliation.rules.Cause;
import com.wevion.credits.reconciliation.rules.MinorUnits;
import com.wevion.credits.usage.UsageOutcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** The records of both sides that a break is about. Thread-safe. */
public class BreakRecords {
    /** Days with the times that they reach to on both sides, so that one of them can be a part. */
    private record Days(LocalDate first, LocalDate last, Instant from, Instant to) {
        /** Of a provider with any time zone. */
        static Days around(LocalDate first, LocalDate last) {
            return of(start(first.minusDays(1)), start(last.plusDays(2)));
        }

        static Days of(Instant from, Instant to) {
            return new Days(day(from), day(to.minusNanos(1)), from, to);
        }

        private static Instant start(LocalDate day) {
            return day.atStartOfDay(ZoneOffset.UTC).toInstant();
        }

        private static LocalDate day(Instant time) {
            return time.atZone(ZoneOffset.UTC).toLocalDate();
        }
    }

    /** The distance in days from its own day up to which the other side of a request is searched. */
    private static final int DAYS_OF_A_REQUEST = 62;

    private static final String RECORDED = """
            SELECT * FROM compared_work u
             WHERE provider = ? AND day BETWEEN ? AND ? AND at >= ? AND at < ?
               AND (?::text IS NULL OR request_id = ?)
               AND (?::text IS NULL OR (service = ? AND engine = ? AND ? IN (u.measure, CASE WHEN NOT EXISTS (
                     SELECT FROM reconciliation_sku k WHERE k.run_id = ? AND k.provider = u.provider AND k.service = u.service
                        AND k.engine = u.engine AND k.measure = u.measure) THEN billed_measure(u.service, u.measure) END)))
             ORDER BY at, work_id, measure LIMIT ?""";

    /** A charge that is compared with its own time begins in the one that is asked for; others do so with their day. */
    private static final String BILLED = """
            SELECT l.*, i.file_name FROM invoice_line l
              JOIN reconciliation_source s ON s.run_id = ? AND s.import_id = l.import_id
              JOIN reconciliation_provider p ON p.run_id = s.run_id AND p.provider = l.provider
              JOIN invoice_import i ON i.id = l.import_id
             WHERE l.provider = ? AND l.day BETWEEN ?::date - 1 AND ?::date + 1
               AND CASE WHEN is_of_days(l.starts_at, l.ends_at) THEN l.starts_at >= ? AND l.starts_at < ?
                        ELSE line_day(l.day, l.starts_at, p.zone)
                             BETWEEN (?::timestamptz AT TIME ZONE p.zone)::date AND ((?::timestamptz - interval '1 microsecond') AT TIME ZONE p.zone)::date END
               AND (?::text IS NULL OR l.request_id = ? OR EXISTS (SELECT FROM reconciliation_correction c
                     WHERE c.run_id = s.run_id AND c.import_id = l.import_id AND c.line = l.line AND c.request_id = ?))
               AND (?::text IS NULL OR upper(l.sku) IN (SELECT k.sku FROM reconciliation_sku k
                     WHERE k.run_id = s.run_id AND k.provider = l.provider AND k.service = ? AND k.engine = ? AND k.measure = ?
                       AND k.line_measure IN ('*', l.measure) AND l.day >= k.from_day AND l.day < k.to_day))
               AND (?::text IS NULL OR coalesce(l.sku, '') = ?)
               AND (? <> 'CURRENCY' OR l.currency = ?)
               AND NOT EXISTS (SELECT FROM reconciliation_ignored g WHERE g.run_id = s.run_id AND g.provider = l.provider
                     AND g.name = CASE g.what WHEN 'SKU' THEN upper(l.sku) ELSE upper(l.account) END)
               AND (? <> 'TAX' OR l.kind = 'TAX')
               AND (?::text IS NULL OR coalesce(l.invoice_id, '') = ?)
             ORDER BY l.day, l.import_id, l.line LIMIT ?""";

    /** Requests that agree but not to the last digit, those that differ by more first. */
    private static final String ROUNDED = """
              FROM reconciliation_run r
              JOIN compared_work u ON u.provider = ? AND u.day >= r.from_day - ? AND u.day < r.to_day
                   AND u.service = ? AND u.engine = ? AND u.measure = ?
              JOIN invoice_line l ON l.provider = u.provider AND l.day >= r.from_day AND l.day < r.to_day AND l.kind = 'USAGE'
                   AND l.request_id = u.request_id AND coalesce(l.sku, '') = coalesce(?, '')
              JOIN reconciliation_source s ON s.run_id = r.id AND s.import_id = l.import_id
              JOIN invoice_import i ON i.id = l.import_id
              LEFT JOIN reconciliation_sku k ON k.run_id = r.id AND k.provider = l.provider AND k.sku = upper(l.sku)
                   AND k.line_measure IN ('*', l.measure) AND l.day >= k.from_day AND l.day < k.to_day AND k.price_nanos IS NOT NULL
             CROSS JOIN LATERAL (
                   SELECT l.cost_nanos - CASE WHEN k.price_nanos IS NULL OR u.cost_source = 'WORKER' THEN u.cost_nanos
                              ELSE listed_nanos(u.cost_nanos, u.quantity, k.price_nanos, k.usual_nanos) END AS nanos) variance
             WHERE r.id = ? AND variance.nanos <> 0 AND NOT EXISTS (SELECT FROM reconciliation_finding f
                     WHERE f.run_id = r.id AND f.provider = u.provider AND f.request_id = u.request_id AND f.is_break)
             ORDER BY abs(variance.nanos) DESC, u.at, u.work_id, l.import_id, l.line LIMIT ?""";

    private final DataSource dataSource;
    private final int max;

    /** @param max the most records shown of a side */
    public BreakRecords(DataSource dataSource, int max) {
        this.dataSource = dataSource;
        this.max = max;
    }

    /** The records that we have; none for a tax or an unknown SKU. */
    public List<BreakDetail.Recorded> recorded(Breaks.Found whole) {
        BreakView found = whole.view();
        if (found.requestId() == null && found.service() == null) {
            return List.of();
        }
        if (isOfRequests(found)) {
            return rounded("SELECT u.*", BreakRecords::recorded, whole);
        }
        Days days = days(whole);
        String service = found.requestId() == null ? found.service() : null;
        return Sql.on(dataSource)
                .list(
                        RECORDED,
                        BreakRecords::recorded,
                        found.provider(),
                        days.first,
                        days.last,
                        days.from,
                        days.to,
                        found.requestId(),
                        found.requestId(),
                        service,
                        service,
                        found.engine(),
                        found.measure(),
                        whole.lastRun(),
                        max);
    }

    /** The provider's bill lines, in the files that the run used. */
    public List<BreakDetail.Billed> billed(Breaks.Found whole) {
        BreakView found = whole.view();
        if (isOfRequests(found)) {
            return rounded("SELECT l.*, i.file_name", BreakRecords::billed, whole);
        }
        Days days = days(whole);
        boolean byRequest = found.requestId() != null;
        boolean ofInvoice = isOfInvoice(found);
        String service = byRequest ? null : found.service();
        String sku = byRequest || service != null || ofInvoice ? null : found.sku();
        String invoice = ofInvoice ? (found.invoiceId() == null ? "" : found.invoiceId()) : null;
        return Sql.on(dataSource)
                .list(
                        BILLED,
                        BreakRecords::billed,
                        whole.lastRun(),
                        found.provider(),
                        days.first,
                        days.last,
                        days.from,
                        days.to,
                        days.from,
                        days.to,
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
                        found.billedUnit(),
                        found.cause().name(),
                        invoice,
                        invoice,
                        max);
    }

    private static boolean isOfRequests(BreakView found) {
        return found.cause() == Cause.ROUNDING && found.sku() != null;
    }

    private <T> List<T> rounded(String select, Sql.RowReader<T> reader, Breaks.Found whole) {
        BreakView found = whole.view();
        return Sql.on(dataSource)
                .list(
                        select + "\n" + ROUNDED,
                        reader,
                        found.provider(),
                        DAYS_OF_A_REQUEST,
                        found.service(),
                        found.engine(),
                        found.measure(),
                        found.sku(),
                        whole.lastRun(),
                        max);
    }

    private Days ofRun(UUID runId) {
        return Sql.on(dataSource)
                .first(
                        "SELECT from_day, to_day FROM reconciliation_run WHERE id = ?",
                        row -> Days.of(
                                Days.start(row.getObject("from_day", LocalDate.class)),
                                Days.start(row.getObject("to_day", LocalDate.class))),
                        runId)
                .orElseThrow();
    }

    /** The movements at Stripe that a break of money is about; none for one of a provider. */
    List<BreakDetail.Movement> movements(BreakView found) {
        return found.cause().isOfMoney()
                ? Sql.on(dataSource)
                        .list(
                                "SELECT * FROM stripe_movement WHERE payment = ? OR payout_id = ? ORDER BY at, id LIMIT ?",
                                BreakRecords::movement,
                                found.requestId(),
                                found.requestId(),
                                max)
                : List.of();
    }

    private static BreakDetail.Movement movement(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        String paidCurrency = row.getString("paid_currency");
        return new BreakDetail.Movement(
                row.getString("id"),
                row.getString("category"),
                Sql.instant(row, "at"),
                MinorUnits.plain(row.getLong("amount_minor"), currency),
                MinorUnits.plain(row.getLong("fee_minor"), currency),
                MinorUnits.plain(row.getLong("net_minor"), currency),
                currency,
                paidCurrency == null ? null : MinorUnits.plain(row.getLong("paid_minor"), paidCurrency),
                paidCurrency,
                row.getString("payout_id"));
    }

    private static boolean isOfInvoice(BreakView found) {
        return found.cause() == Cause.TAX || found.cause() == Cause.CURRENCY;
    }

    private Days days(Breaks.Found found) {
        BreakView view = found.view();
        if (view.cause() == Cause.ROUNDING) {
            return ofRun(found.lastRun());
        }
        if (view.cause() == Cause.CURRENCY && view.invoiceId() == null) {
            LocalDate first = view.day().withDayOfMonth(1);
            return Days.of(Days.start(first), Days.start(first.plusMonths(1)));
        }
        if (view.requestId() != null || isOfInvoice(view)) {
            return Days.around(
                    view.day().minusDays(DAYS_OF_A_REQUEST), view.day().plusDays(DAYS_OF_A_REQUEST));
        }
        return view.startsAt() == null
                ? Days.of(Days.start(view.day()), Days.start(view.day().plusDays(1)))
                : Days.of(view.startsAt(), view.endsAt());
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
                UsageOutcome.valueOf(row.getString("outcome")),
                Sql.uuid(row, "gateway_import_id"));
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
