package com.wevion.credits.reconciliation.report;

import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.reconciliation.ProviderFailure;
import com.wevion.credits.reconciliation.breaks.BreakState;
import com.wevion.credits.reconciliation.rules.Cause;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Adds up what a run found, inside the transaction that ends it. */
public final class ReportSums {
    private static final int NANO_DECIMALS = 9;
    private static final int MONTH_CHARACTERS = 7;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Sql sql;
    private final UUID runId;

    ReportSums(Sql sql, UUID runId) {
        this.sql = sql;
        this.runId = runId;
    }

    /** Sums up the work of the days that were not compared: those of the others are summed where they are. */
    void completeRecorded() {
        sql.first("SELECT sum_uncompared_work(?)", row -> true, runId);
    }

    List<Report.Provider> providers() {
        return sql.list(ReportQueries.PROVIDERS, ReportSums::provider, runId);
    }

    private static Report.Provider provider(ResultSet row) throws SQLException {
        BigDecimal matchedBilled = row.getBigDecimal("matched_billed");
        BigDecimal comparable = row.getBigDecimal("comparable");
        return new Report.Provider(
                row.getString("provider"),
                row.getLong("records"),
                row.getLong("lines"),
                row.getLong("matched"),
                usd(row.getBigDecimal("nanos")),
                usd(row.getBigDecimal("billed")),
                usd(row.getBigDecimal("prepaid")),
                usd(row.getBigDecimal("total")),
                usd(row.getBigDecimal("unused")),
                usd(row.getBigDecimal("matched_nanos")),
                usd(matchedBilled),
                usd(comparable),
                share(matchedBilled, comparable),
                new Report.Accounted(
                        usd(row.getBigDecimal("tax")),
                        usd(row.getBigDecimal("credit")),
                        usd(row.getBigDecimal("adjustment")),
                        usd(row.getBigDecimal("rounding")),
                        usd(row.getBigDecimal("purchase")),
                        usd(row.getBigDecimal("ignored"))),
                new Report.Awaiting(row.getLong("awaiting"), usd(row.getBigDecimal("awaiting_nanos"))),
                new Report.NotYetComparable(
                        row.getLong("undecided_lines"),
                        usd(row.getBigDecimal("undecided_billed")),
                        row.getLong("undecided"),
                        usd(row.getBigDecimal("undecided_nanos"))),
                new Report.OfGateways(row.getLong("of_gateways"), usd(row.getBigDecimal("gateway_nanos"))),
                row.getLong("breaks"),
                usd(row.getBigDecimal("variance")));
    }

    List<Report.Foreign> foreign() {
        return sql.list(
                ReportQueries.FOREIGN,
                row -> new Report.Foreign(
                        row.getString("provider"),
                        row.getString("currency"),
                        row.getString("month").substring(0, MONTH_CHARACTERS),
                        row.getLong("lines"),
                        usd(row.getBigDecimal("nanos")),
                        rate(row.getBigDecimal("usd_per_unit")),
                        row.getBigDecimal("usd_nanos") == null ? null : usd(row.getBigDecimal("usd_nanos"))),
                runId);
    }

    List<Report.Ignored> ignored() {
        return sql.list(
                ReportQueries.IGNORED,
                row -> new Report.Ignored(
                        row.getString("provider"),
                        row.getString("what"),
                        row.getString("name"),
                        row.getString("reason"),
                        row.getLong("lines"),
                        usd(row.getBigDecimal("nanos")),
                        row.getString("currency")),
                runId);
    }

    private static String rate(BigDecimal usdPerUnit) {
        return usdPerUnit == null ? null : plain(usdPerUnit);
    }

    List<Report.Invoice> invoices(int max) {
        return sql.list(
                ReportQueries.INVOICES,
                row -> new Report.Invoice(
                        row.getString("provider"),
                        row.getString("invoice_id"),
                        row.getString("currency"),
                        row.getLong("lines"),
                        usd(row.getBigDecimal("total")),
                        usd(row.getBigDecimal("usage")),
                        usd(row.getBigDecimal("purchase")),
                        usd(row.getBigDecimal("credit")),
                        usd(row.getBigDecimal("tax"))),
                runId,
                max);
    }

    List<Report.Undecided> undecided(int max) {
        return sql.list(
                ReportQueries.UNDECIDED,
                row -> new Report.Undecided(
                        row.getString("provider"),
                        row.getString("service"),
                        row.getString("engine"),
                        row.getString("measure"),
                        row.getString("sku"),
                        Sql.instant(row, "starts_at"),
                        Sql.instant(row, "ends_at"),
                        row.getLong("records"),
                        usd(row.getBigDecimal("billed_nanos")),
                        row.getString("currency")),
                runId,
                max);
    }

    List<Report.CauseSum> causes() {
        return sql.list(
                ReportQueries.CAUSES,
                row -> new Report.CauseSum(
                        Cause.valueOf(row.getString("cause")),
                        row.getLong("count"),
                        usd(row.getBigDecimal("recorded")),
                        usd(row.getBigDecimal("billed")),
                        usd(row.getBigDecimal("variance"))),
                runId);
    }

    List<Report.SmallDifference> withinTolerance() {
        return sql.list(
                ReportQueries.WITHIN_TOLERANCE,
                row -> new Report.SmallDifference(
                        row.getString("provider"),
                        row.getString("service"),
                        row.getString("engine"),
                        row.getString("measure"),
                        row.getString("sku"),
                        row.getLong("records"),
                        usd(row.getBigDecimal("recorded_nanos")),
                        usd(row.getBigDecimal("billed_nanos")),
                        usd(row.getBigDecimal("variance_nanos")),
                        Cause.valueOf(row.getString("cause")) == Cause.ROUNDING),
                runId);
    }

    List<Report.Age> ages() {
        return sql.list(
                ReportQueries.AGES,
                row -> new Report.Age(row.getString("days"), row.getLong("count"), usd(row.getBigDecimal("variance"))),
                runId);
    }

    List<Report.StateSum> states() {
        return sql.list(
                ReportQueries.STATES,
                row -> new Report.StateSum(
                        BreakState.valueOf(row.getString("state")),
                        row.getLong("count"),
                        usd(row.getBigDecimal("variance"))),
                runId);
    }

    Report.OpenBreaks openBreaks() {
        return OpenBreaksRoll.count(sql, runId);
    }

    List<Report.Earlier> previous(int max) {
        return sql.list(ReportQueries.EARLIER, ReportSums::earlier, runId, max);
    }

    private static Report.Earlier earlier(ResultSet row) throws SQLException {
        Report report = Json.stored(row.getString("report"), Report.class);
        return new Report.Earlier(
                report.runId(),
                report.from(),
                report.to(),
                Sql.instant(row, "ended_at"),
                report.causes().stream().mapToLong(Report.CauseSum::count).sum(),
                plain(report.causes().stream()
                        .filter(cause -> !cause.cause().isOfMoney())
                        .map(cause -> new BigDecimal(cause.variance()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add)),
                shareOf(report.providers()),
                report.audit().violations().size());
    }

    /** Null if the run is not about money in. */
    MoneyReport money() {
        return sql.first(
                        "SELECT report FROM reconciliation_money WHERE run_id = ?",
                        row -> Json.stored(row.getString("report"), MoneyReport.class),
                        runId)
                .orElse(null);
    }

    Report.Unattributed unattributed() {
        return sql.first(
                        ReportQueries.UNATTRIBUTED,
                        row -> new Report.Unattributed(row.getLong("records"), usd(row.getBigDecimal("charged"))),
                        runId)
                .orElseThrow();
    }

    List<Report.Skipped> skipped() {
        return sql.list(
                ReportQueries.SKIPPED,
                row -> new Report.Skipped(
                        row.getString("provider"), row.getObject("day", LocalDate.class), row.getString("problem")),
                runId);
    }

    List<ProviderFailure> failures() {
        return sql.list(
                ReportQueries.FAILURES,
                row -> new ProviderFailure(row.getString("provider"), row.getString("problem")),
                runId);
    }

    /** Of all providers together. */
    static String shareOf(List<Report.Provider> providers) {
        return share(sum(providers, Report.Provider::matchedBilled), sum(providers, Report.Provider::comparable));
    }

    private static BigDecimal sum(List<Report.Provider> providers, Function<Report.Provider, String> amount) {
        return providers.stream().map(amount).map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** In percent with two decimals, rounded down, so that 100 means all; null of nothing. */
    static String share(BigDecimal part, BigDecimal whole) {
        return percent(part, whole, RoundingMode.FLOOR);
    }

    /** In percent with two decimals; null of nothing. */
    static String percent(BigDecimal part, BigDecimal whole, RoundingMode rounding) {
        return whole.signum() == 0
                ? null
                : part.multiply(HUNDRED).divide(whole, 2, rounding).toPlainString();
    }

    /** Nano-dollars as a decimal; a sum may be more than an amount can be. */
    public static String usd(BigDecimal nanos) {
        return plain(nanos.movePointLeft(NANO_DECIMALS));
    }

    /** Without trailing zeros. */
    static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}
