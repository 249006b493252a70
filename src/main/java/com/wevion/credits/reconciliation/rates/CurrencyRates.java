package com.wevion.credits.reconciliation.rates;

import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.AuditEvent;
import com.wevion.credits.trail.Author;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The currency rates in the database, each with who entered it: entries are added, and the last one holds. Thread-safe. */
public class CurrencyRates {
    private static final String SELECT = """
            SELECT r.*, NOT EXISTS (SELECT FROM reconciliation_currency_rate later
                                     WHERE later.currency = r.currency AND later.month = r.month AND later.id > r.id
                                       AND later.provider IS NOT DISTINCT FROM r.provider) AS in_force
              FROM reconciliation_currency_rate r""";

    private static final String LAST = SELECT
            + " WHERE r.currency = ? AND r.month = ? AND r.provider IS NOT DISTINCT FROM ?::text ORDER BY r.id DESC LIMIT 1";

    private final DataSource dataSource;
    private final Clock clock;

    public CurrencyRates(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** Enters a rate; what holds already is not entered again. */
    CurrencyRate enter(RateKey key, BigDecimal usdPerUnit, String note, Author by) {
        return Sql.on(dataSource).together(sql -> {
            alone(sql);
            boolean holds = last(sql, key)
                    .filter(held -> held.source() == RateSource.OPERATOR
                            && isOf(held, usdPerUnit)
                            && String.valueOf(held.note()).equals(String.valueOf(note)))
                    .isPresent();
            if (!holds) {
                Map<String, Object> before =
                        last(sql, key).map(CurrencyRates::recorded).orElse(null);
                insert(sql, key, usdPerUnit, RateSource.OPERATOR, note, by);
                record(sql, AuditAction.RATE_ENTERED, key, before, recorded(usdPerUnit.toPlainString(), note), by);
            }
            return last(sql, key).orElseThrow();
        });
    }

    /**
     * Takes a rate back; asked again, nothing changes.
     *
     * @throws NotFound if there never was one
     */
    void takeBack(RateKey key, Author by) {
        Sql.on(dataSource).together(sql -> {
            alone(sql);
            CurrencyRate held = last(sql, key).orElseThrow(() -> new NotFound("currency rate"));
            if (held.usdPerUnit() != null) {
                insert(sql, key, null, RateSource.OPERATOR, null, by);
                record(sql, AuditAction.RATE_TAKEN_BACK, key, recorded(held), null, by);
            }
            return held;
        });
    }

    /** Enters the rates of the European Central Bank that are not those that hold for all providers, all or none. */
    EcbAnswer enter(EcbFile file, Author by) {
        Map<EcbFile.Key, BigDecimal> means = file.means();
        int entered = Sql.on(dataSource).together(sql -> {
            alone(sql);
            int changed = 0;
            for (Map.Entry<EcbFile.Key, BigDecimal> mean : means.entrySet()) {
                RateKey key = new RateKey(
                        null, mean.getKey().currency(), mean.getKey().month());
                if (last(sql, key).filter(held -> isOf(held, mean.getValue())).isEmpty()) {
                    insert(sql, key, mean.getValue(), RateSource.ECB, null, by);
                    changed++;
                }
            }
            String months = file.firstMonth() + " to " + file.lastMonth();
            by.record(
                    sql,
                    clock.instant(),
                    AuditEvent.of(AuditAction.RATES_IMPORTED, "rates", months, null, Map.of("entered", changed)));
            return changed;
        });
        return new EcbAnswer(
                file.firstMonth().toString(),
                file.lastMonth().toString(),
                file.lastDay(),
                entered,
                means.size() - entered);
    }

    /** Two people at once would both find that the other's is not there yet. */
    private static void alone(Sql sql) {
        sql.first(
                "SELECT pg_advisory_xact_lock(hashtextextended('reconciliation_currency_rate', 0)) IS NULL AS locked",
                row -> row.getBoolean("locked"));
    }

    private static boolean isOf(CurrencyRate held, BigDecimal usdPerUnit) {
        return held.usdPerUnit() != null && new BigDecimal(held.usdPerUnit()).compareTo(usdPerUnit) == 0;
    }

    private static Optional<CurrencyRate> last(Sql sql, RateKey key) {
        return sql.first(LAST, CurrencyRate::read, key.currency(), key.firstDay(), key.provider());
    }

    private void insert(Sql sql, RateKey key, BigDecimal usdPerUnit, RateSource source, String note, Author by) {
        sql.update(
                """
                INSERT INTO reconciliation_currency_rate (id, provider, currency, month, usd_per_unit, source, note, entered_by, entered_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                Ids.next(),
                key.provider(),
                key.currency(),
                key.firstDay(),
                usdPerUnit,
                source.name(),
                note,
                by.personId(),
                clock.instant());
    }

    private static Map<String, Object> recorded(CurrencyRate rate) {
        return recorded(rate.usdPerUnit(), rate.note());
    }

    private static Map<String, Object> recorded(String usdPerUnit, String note) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("usdPerUnit", usdPerUnit);
        fields.put("note", note);
        return fields;
    }

    private void record(
            Sql sql,
            AuditAction action,
            RateKey key,
            Map<String, Object> before,
            Map<String, Object> after,
            Author by) {
        String rate = key.currency() + " " + key.month() + (key.provider() == null ? "" : " " + key.provider());
        by.record(sql, clock.instant(), AuditEvent.of(action, "rate", rate, before, after));
    }

    /** A page of the entries, the newest first; null currency for all. */
    Page<CurrencyRate> page(String currency, int limit, String cursor) {
        UUID before = Paging.beforeId(cursor);
        List<CurrencyRate> rows = Sql.on(dataSource)
                .list(
                        SELECT
                                + " WHERE r.id < ? AND (?::text IS NULL OR r.currency = ?::text) ORDER BY r.id DESC LIMIT ?",
                        CurrencyRate::read,
                        before,
                        currency,
                        currency,
                        limit + 1);
        return Paging.byId(rows, limit, CurrencyRate::rateId);
    }
}
