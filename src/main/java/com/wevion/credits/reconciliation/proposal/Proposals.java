package com.wevion.credits.reconciliation.proposal;

import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.database.Sql;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Proposes provider rates for the SKUs of an import that the catalogue does not know. Thread-safe. */
public class Proposals {
    private record Engine(Service service, String name) {}

    private static final String UNKNOWN = """
            WITH known AS MATERIALIZED (SELECT * FROM sku_meanings(?) WHERE provider = ?),
            billed AS (
                SELECT upper(l.sku) AS code, min(l.sku) AS sku, l.measure, l.currency, l.day, max(l.last_day) AS last_day, count(*) AS lines,
                       sum(l.cost_nanos) AS nanos, count(*) FILTER (WHERE l.measure IS NULL OR l.quantity IS NULL) AS untold,
                       sum(l.quantity) AS quantity
                  FROM invoice_line l
                 WHERE l.import_id = ? AND l.kind = 'USAGE' AND NOT l.correction AND l.sku IS NOT NULL
                   AND NOT EXISTS (SELECT FROM reconciliation_ignore g WHERE g.provider = l.provider
                                      AND g.name = CASE g.what WHEN 'SKU' THEN upper(l.sku) ELSE upper(l.account) END)
                 GROUP BY upper(l.sku), l.measure, l.currency, l.day),
            unknown AS (
                SELECT b.* FROM billed b
                 WHERE NOT EXISTS (SELECT FROM known k WHERE k.sku = b.code AND k.line_measure IN ('*', b.measure)
                                      AND b.day >= k.from_day AND b.day < k.to_day))
            SELECT min(sku) AS sku, measure, currency, sum(lines)::bigint AS lines, sum(nanos)::bigint AS nanos,
                   CASE WHEN sum(untold) = 0 THEN sum(quantity) END AS quantity, min(day) AS first_day, max(last_day) AS last_day,
                   (SELECT count(DISTINCT code) FROM unknown) AS unknown
              FROM unknown GROUP BY code, measure, currency
             ORDER BY sum(nanos) DESC, min(sku), measure, currency LIMIT ?""";

    private static final String ENGINES = """
            SELECT DISTINCT u.service, u.engine
              FROM compared_work u
             WHERE u.provider = ? AND u.day BETWEEN (SELECT min(first_day) FROM invoice_scope WHERE import_id = ?)
                                                AND (SELECT max(last_day) FROM invoice_scope WHERE import_id = ?)
             ORDER BY u.service, u.engine""";

    private static final long MILLION = 1_000_000;
    private static final long THOUSAND = 1_000;
    private static final int DECIMALS = 9;

    private final DataSource dataSource;
    private final int maxRates;

    /** @param maxRates the most rates of a draft */
    public Proposals(DataSource dataSource, int maxRates) {
        this.dataSource = dataSource;
        this.maxRates = maxRates;
    }

    /**
     * The draft for an import.
     *
     * @throws NotFound if there is no such import
     */
    public PriceListDraft of(UUID importId, CatalogVersion prices) {
        Sql sql = Sql.on(dataSource);
        String provider = sql.first(
                        "SELECT provider FROM invoice_import WHERE id = ?", row -> row.getString("provider"), importId)
                .orElseThrow(() -> new NotFound("import"));
        List<UnknownSku> unknown = sql.list(UNKNOWN, UnknownSku::read, prices.version(), provider, importId, maxRates);
        Set<Engine> engines = engines(sql, provider, importId, prices);
        return new PriceListDraft(
                importId,
                provider,
                prices.version(),
                unknown.isEmpty() ? 0 : unknown.get(0).unknown(),
                unknown.stream().map(sku -> rate(provider, sku, engines)).toList());
    }

    /** First those that worked for the provider in these days, then all others. */
    private static Set<Engine> engines(Sql sql, String provider, UUID importId, CatalogVersion prices) {
        Set<Engine> engines = new LinkedHashSet<>(sql.list(
                ENGINES,
                row -> new Engine(Service.valueOf(row.getString("service")), row.getString("engine")),
                provider,
                importId,
                importId));
        Stream.concat(
                        prices.providerRates().stream().map(rate -> new Engine(rate.service(), rate.engine())),
                        prices.rates().stream().map(rate -> new Engine(rate.service(), rate.engine())))
                .forEach(engines::add);
        return engines;
    }

    private static ProposedRate rate(String provider, UnknownSku sku, Set<Engine> engines) {
        SkuWords words = new SkuWords(sku.sku());
        Optional<Engine> known =
                engines.stream().filter(engine -> words.names(engine.name())).findFirst();
        Measure per = per(sku, words, known);
        boolean isChat = known.isEmpty() && per != null && per.kind() != null;
        String model = isChat && !words.model().isEmpty() ? words.model() : null;
        long unitSize = unitSize(per);
        return new ProposedRate(
                provider,
                known.map(Engine::service).orElse(isChat ? Service.CHAT : countedIn(per)),
                known.map(Engine::name).orElse(model),
                per,
                unitSize,
                cost(sku, unitSize),
                sku.firstDay().atStartOfDay().toInstant(ZoneOffset.UTC),
                null,
                sku.sku(),
                sku.lines(),
                sku.quantity() == null ? null : plain(sku.quantity()),
                Unit.USD.format(sku.nanos()),
                sku.currency(),
                sku.lastDay());
    }

    /** The first service that is counted so, for somebody to confirm; null if there is none. */
    private static Service countedIn(Measure per) {
        return Arrays.stream(Service.values())
                .filter(service -> service.measure() == per)
                .findFirst()
                .orElse(null);
    }

    /** The measure that the lines count, unless that is tokens, whose kind the words of the SKU tell. */
    private static Measure per(UnknownSku sku, SkuWords words, Optional<Engine> known) {
        String told = sku.measure();
        if (told != null && !told.endsWith("TOKEN")) {
            return Measure.valueOf(told);
        }
        if (words.kind() != null) {
            return words.kind();
        }
        return told == null || told.equals("TOKEN")
                ? known.map(engine -> engine.service().measure()).orElse(null)
                : Measure.valueOf(told);
    }

    private static long unitSize(Measure per) {
        if (per == null || per == Measure.TOOL_CALL || per.kind() == null && per != Measure.CHARACTER) {
            return 1;
        }
        return per == Measure.CHARACTER ? THOUSAND : MILLION;
    }

    private static String cost(UnknownSku sku, long unitSize) {
        boolean priced = sku.quantity() != null
                && sku.quantity().signum() > 0
                && sku.nanos() >= 0
                && sku.currency().equals(Unit.USD.code());
        return priced
                ? plain(BigDecimal.valueOf(sku.nanos(), DECIMALS)
                        .multiply(BigDecimal.valueOf(unitSize))
                        .divide(sku.quantity(), DECIMALS, RoundingMode.HALF_EVEN))
                : null;
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
