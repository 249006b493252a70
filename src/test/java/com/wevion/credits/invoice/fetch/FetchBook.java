package com.wevion.credits.invoice.fetch;

import com.wevion.credits.dev.costs.SimulatedCosts;
import com.wevion.credits.invoice.ImportBook;
import com.wevion.credits.platform.call.BoundedCalls;
import com.wevion.credits.platform.database.Sql;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Fetches on a database of their own from simulated APIs, over real HTTP; it is 2026-11-01, midnight. */
final class FetchBook implements AutoCloseable {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 1);
    static final LocalDate YESTERDAY = TODAY.minusDays(1);

    /** Ten days that may be missing, the last three of which are fetched again, by four a page. */
    static final FetchRules RULES = new FetchRules(
            LocalTime.of(1, 0),
            3,
            10,
            5,
            4,
            Duration.ofSeconds(60),
            Duration.ofSeconds(3_600),
            Duration.ofSeconds(120));

    final ImportBook book = new ImportBook();
    final SimulatedCosts costs = SimulatedCosts.free();
    final String base = costs.start();
    String key = SimulatedCosts.KEY;

    FetchStates states(CostApi api) {
        return new FetchStates(book.pool, book.clock, RULES, List.of(api));
    }

    /** One look of a server whether it is time. */
    FetchView look(CostApi api) {
        return look(api, base);
    }

    FetchView look(CostApi api, String address) {
        FetchStates states = states(api);
        CostPages pages = new CostPages(new BoundedCalls(2_000, 2_000, 100_000), book.clock, RULES);
        new CostFetch(List.of(new CostSource(api, address, key)), states, pages, book.imports, RULES).fetchDue();
        return states.views().get(0);
    }

    /** A look on the next day at 01:00. */
    FetchView lookTheNextNight(CostApi api) {
        book.clock.set(states(api).today().plusDays(1).atTime(1, 0).toInstant(java.time.ZoneOffset.UTC));
        return look(api);
    }

    /** The cost of each day that counts, in 1e-9 USD. */
    Map<String, Long> counting() {
        Map<String, Long> days = new TreeMap<>();
        Sql.on(book.pool)
                .list(
                        "SELECT l.day, sum(l.cost_nanos) AS nanos FROM invoice_line l JOIN invoice_import i ON i.id = l.import_id"
                                + " WHERE i.status = 'IMPORTED' GROUP BY l.day",
                        row -> days.put(row.getString("day"), row.getLong("nanos")));
        return days;
    }

    @Override
    public void close() {
        costs.close();
        book.close();
    }
}
