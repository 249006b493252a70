package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.audit.books.AuditResult;
import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.invoice.fetch.NotFetched;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.reconciliation.breaks.BreakDetail;
import com.wevion.credits.reconciliation.breaks.BreakRecords;
import com.wevion.credits.reconciliation.breaks.BreakView;
import com.wevion.credits.reconciliation.breaks.Breaks;
import com.wevion.credits.reconciliation.report.Report;
import com.wevion.credits.reconciliation.report.Reports;
import com.wevion.credits.reconciliation.rules.ComparisonTerms;
import com.wevion.credits.reconciliation.rules.Window;
import com.wevion.credits.trail.Author;
import com.wevion.credits.usage.DayMargin;
import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Usage records and invoice lines of a provider in a scratch database, and the job's steps without a server. Each test
 * has a database of its own.
 */
public final class InvoiceBook implements AutoCloseable {
    public static final Window OCTOBER = window("2026-10-01", "2026-11-01");
    static final ComparisonTerms USUAL = new ComparisonTerms(5_000, Unit.USD.parse("0.01"), 0);
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-02T04:00:00Z"), ZoneOffset.UTC);

    private String provider;
    List<NotFetched> notFetched = List.of();

    private final ScratchDatabase database = ScratchDatabase.migrated();
    private final HikariDataSource pool = database.pool();
    private final Runs runs = new Runs(pool, CLOCK, Duration.ofSeconds(60), 5);
    private final JobSteps steps = new JobSteps(pool);
    private final Breaks breaks = new Breaks(pool, CLOCK);
    private final BreakRecords records = new BreakRecords(pool, 1_000);
    private final Reports reports = new Reports(pool, runs, breaks, 5, 100, 10, run -> notFetched);
    private UUID file;
    private int lines;
    private Map<String, ComparisonTerms> terms = Map.of();
    private boolean nightly;
    private int version = 1;

    public InvoiceBook() {
        this("ACME_1");
        file();
        rate("IMAGE", "FLUX_2_PRO", "IMAGE");
        rate("TTS", "ELEVENLABS", "CHARACTER");
        rate("CHAT", "GPT", "INPUT_TOKEN");
        rate("CHAT", "GPT", "OUTPUT_TOKEN");
    }

    private InvoiceBook(String provider) {
        this.provider = provider;
    }

    /** Without rates and files. */
    static InvoiceBook empty(String provider) {
        return new InvoiceBook(provider);
    }

    /** Continues with another provider, in a file of its own. */
    void now(String other) {
        provider = other;
        file();
    }

    String provider() {
        return provider;
    }

    HikariDataSource pool() {
        return pool;
    }

    Breaks breaks() {
        return breaks;
    }

    Runs runs() {
        return runs;
    }

    JobSteps steps() {
        return steps;
    }

    void terms(ComparisonTerms agreed) {
        terms = Map.of(provider, agreed);
    }

    /** Runs are those of the night from now on. */
    void byNight() {
        nightly = true;
    }

    /** Further prices are of another price list, which is in force from then on. */
    void priceListFrom(String day) {
        database.executeAsSuperuser(
                "INSERT INTO catalog_version SELECT (v).* FROM (SELECT jsonb_populate_record(c, jsonb_build_object("
                        + "'version', " + ++version + ", 'effective_from', '" + day
                        + "T00:00:00Z')) AS v FROM catalog_version c WHERE version = 1) next");
    }

    /** The catalogue's rates may only come with their version; here they are what is wanted. */
    void rate(String service, String engine, String measure) {
        rate(service, engine, measure, 1, 1_000_000, engine);
    }

    void rate(String service, String engine, String measure, int unitSize, long nanos, String sku) {
        price("'%s', '%s', '%s', '%s', %d, %d, '2025-01-01', NULL, '%s'"
                .formatted(provider, service, engine, measure, unitSize, nanos, sku));
    }

    /** @param values provider, service, engine, measure, unit size, cost, beginning, end and SKU */
    private void price(String values) {
        database.executeAsSuperuser("INSERT INTO provider_rate SELECT " + version + ", count(*), "
                + values.replace("'null'", "NULL") + " FROM provider_rate");
    }

    /** A price of the provider for what its invoices call {@code sku}; without an end if {@code to} is null. */
    void sku(String sku, String service, String engine, String measure, String from, String to) {
        sku(sku, service, engine, measure, from, to, "0.001");
    }

    /** The same at a price of one in USD. */
    void sku(String sku, String service, String engine, String measure, String from, String to, String usd) {
        price("'%s', '%s', '%s', '%s', 1, %d, '%s', '%s', '%s'"
                .formatted(provider, service, engine, measure, Unit.USD.parse(usd), from, to, sku));
    }

    /** Its rates are for each started one of so many. */
    void inBlocksOf(String engine, int unitSize) {
        database.executeAsSuperuser("UPDATE provider_rate SET billing = 'STARTED', unit_size = " + unitSize
                + " WHERE provider = '" + provider + "' AND engine = '" + engine + "'");
    }

    void rateOf(String name, String engine) {
        price("'%s', 'IMAGE', '%s', 'IMAGE', 1, 1000000, '2025-01-01', NULL, NULL".formatted(name, engine));
    }

    /** Further lines are of a new file. */
    UUID file() {
        file = UUID.randomUUID();
        lines = 0;
        Sql.on(pool)
                .update(
                        "INSERT INTO invoice_import (id, idempotency_key, fingerprint, provider, format, source, status, sha256, started_at, lease_until,"
                                + " ended_at) VALUES (?, ?, sha256('x'), ?, 'FOCUS', 'REST', 'IMPORTED', sha256(?::text::bytea), now(), now(), now())",
                        file,
                        file.toString(),
                        provider,
                        file.toString());
        covers("2026-10-01", "2026-10-31");
        return file;
    }

    /** The amount by which amounts of the file may be rounded; half a cent unless it is told otherwise. */
    void rounding(String usd) {
        Sql.on(pool).update("UPDATE invoice_import SET allowance_nanos = ? WHERE id = ?", Unit.USD.parse(usd), file);
    }

    /** The days that the file is about; October unless it is told otherwise. */
    void covers(String first, String last) {
        Sql.on(pool).update("""
                        INSERT INTO invoice_scope (import_id, account, invoice_id, first_day, last_day, lines)
                        VALUES (?, '', '', ?::date, ?::date, 0)
                        ON CONFLICT (import_id, account, invoice_id) DO UPDATE SET first_day = excluded.first_day, last_day = excluded.last_day""", file, first, last);
    }

    /** The time that the file covers, which need not be whole days. */
    void coversTimes(String from, String to) {
        Sql.on(pool)
                .update(
                        "UPDATE invoice_scope SET covers_from = ?::timestamptz, covers_to = ?::timestamptz WHERE import_id = ?",
                        from,
                        to,
                        file);
    }

    /** Images that were made, each for 3 cents, unless told otherwise. */
    Work images(String day, long quantity) {
        return new Work(this, day, "IMAGE", "FLUX_2_PRO", "IMAGE", quantity)
                .cost(BigDecimal.valueOf(quantity)
                        .multiply(new BigDecimal("0.03"))
                        .toPlainString());
    }

    /** A charge for images. */
    Line line(String day, long quantity, String usd) {
        return new Line(this, day, "FLUX_2_PRO", "IMAGE", BigDecimal.valueOf(quantity), usd);
    }

    int nextLine() {
        return ++lines;
    }

    UUID currentFile() {
        return file;
    }

    /** From a day on, to before another. */
    static Window window(String from, String to) {
        return new Window(LocalDate.parse(from), LocalDate.parse(to));
    }

    /** Reconciles October. */
    public UUID reconcile() {
        return reconcile(OCTOBER);
    }

    /** Runs all steps; the books of the ledger are not audited. */
    public UUID reconcile(Window window) {
        return reconcile(window, List.of());
    }

    /** The same, with these margins in its report. */
    public UUID reconcile(Window window, List<DayMargin> margins) {
        return goOn(start(window), margins);
    }

    /** Runs all steps of a run. */
    UUID goOn(UUID id) {
        return goOn(id, List.of());
    }

    private UUID goOn(UUID id, List<DayMargin> margins) {
        steps.all(runs.find(id));
        reports.complete(runs.find(id), margins, new AuditResult(CLOCK.instant(), 0, 0, 0, null, List.of(), null));
        return id;
    }

    UUID start(Window window) {
        String key = UUID.randomUUID().toString();
        NewRun ours = new NewRun(RunTrigger.OPERATOR, provider, window, null, key);
        NewRun wanted = nightly ? NewRun.nightly(window, key) : ours;
        return runs.record(wanted, version, new AllTerms(USUAL, terms), Author.PLATFORM)
                .run()
                .id();
    }

    public Report report(UUID run) {
        return reports.of(run);
    }

    /** The findings of a run: cause, key and variance. */
    List<String> found(UUID run) {
        return Sql.on(pool)
                .list(
                        "SELECT * FROM reconciliation_finding WHERE run_id = ? AND is_break ORDER BY cause, key",
                        row -> row.getString("cause") + " " + row.getString("key") + " "
                                + Unit.USD.format(row.getLong("variance_nanos")) + " " + row.getString("currency"),
                        run);
    }

    /** The only break of a run. */
    BreakView only(UUID run) {
        List<BreakView> breaksOfRun = breaks.page(run, null, null, 2, null).items();
        assertThat(breaksOfRun).hasSize(1);
        return breaksOfRun.get(0);
    }

    /** The requests behind the only break of a run, by our records and by the lines. */
    List<String> requestsBehind(UUID run) {
        Breaks.Found found = breaks.found(only(run).breakId());
        List<String> billed = records.billed(found).stream()
                .map(BreakDetail.Billed::requestId)
                .toList();
        List<String> recorded = records.recorded(found).stream()
                .map(BreakDetail.Recorded::requestId)
                .toList();
        assertThat(recorded).isEqualTo(billed);
        return billed;
    }

    /** The measures of our records behind the only break of a run. */
    List<String> measuresBehind(UUID run) {
        return records.recorded(breaks.found(only(run).breakId())).stream()
                .map(BreakDetail.Recorded::measure)
                .toList();
    }

    @Override
    public void close() {
        pool.close();
        database.drop();
    }
}
