package com.wevion.credits.usage;

import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.database.Sql;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sums up what engines earn; days are UTC, and those on which the work was done. Thread-safe. */
@ApplicationScoped
public class Margins {
    private static final String SUMS = """
            service, engine, coalesce(sum(records) FILTER (WHERE sold), 0) AS records,
            coalesce(sum(quantity) FILTER (WHERE CASE service WHEN 'CHAT' THEN measure_side(measure) = 'INPUT_TOKEN' ELSE sold END), 0)
                AS quantity,
            sum(quantity) FILTER (WHERE service = 'CHAT' AND measure_side(measure) = 'OUTPUT_TOKEN') AS output_tokens,
            sum(charged_units) AS charged_units,
            coalesce(sum(charged_units) FILTER (WHERE NOT costed), 0) AS charged_uncosted_units,
            coalesce(sum(cost_nanos) FILTER (WHERE costed), 0) AS cost_nanos,
            coalesce(sum(records) FILTER (WHERE sold AND NOT costed), 0) AS uncosted
            """;

    // The cost of work is known if that of all its records is, which are of the same moment. What sells is asked of the
    // sums: there are few.
    private static final String RECORDS = """
              FROM (SELECT s.*, s.measure = CASE s.service WHEN 'CHAT' THEN measure_side(s.measure) ELSE sold_measure(s.service) END
                               AND s.measure <> 'TOOL_CALL' AS sold
                      FROM (SELECT r.day, r.service, r.engine, r.measure, o.work_id IS NULL AS costed, count(*) AS records,
                                   sum(r.quantity) AS quantity, sum(r.charged_units) AS charged_units, sum(r.cost_nanos) AS cost_nanos
                              FROM usage_record r
                              LEFT JOIN (SELECT DISTINCT work_id FROM usage_record WHERE cost_nanos IS NULL AND day >= ? AND day < ?) o
                                   ON o.work_id = r.work_id
                             WHERE r.day >= ? AND r.day < ?
                             GROUP BY r.day, r.service, r.engine, r.measure, o.work_id IS NULL) s) w
            """;

    private static final String PER_ENGINE = "SELECT " + SUMS + RECORDS + """
             GROUP BY service, engine ORDER BY service COLLATE "C", engine COLLATE "C" LIMIT ?""";

    private static final String PER_DAY = "SELECT day, " + SUMS + RECORDS + """
             GROUP BY day, service, engine ORDER BY day, service COLLATE "C", engine COLLATE "C" LIMIT ?""";

    @Resource(lookup = "jdbc/batch")
    DataSource dataSource;

    @Inject
    @ConfigProperty(name = "credits.margins.items")
    int maxItems;

    /**
     * The margin of each engine that did anything, in the order of services and engines.
     *
     * @throws Invalid if there are more than {@code credits.margins.items}
     */
    public List<Margin> perEngine(LocalDate from, LocalDate toExclusive) {
        return read(PER_ENGINE, Margin::read, from, toExclusive);
    }

    /**
     * The margin of each engine on each day on which it did anything, in the order of days, services and engines.
     *
     * @throws Invalid if there are more than {@code credits.margins.items}
     */
    public List<DayMargin> perDay(LocalDate from, LocalDate toExclusive) {
        return read(
                PER_DAY,
                row -> new DayMargin(row.getObject("day", LocalDate.class), Margin.read(row)),
                from,
                toExclusive);
    }

    private <T> List<T> read(String query, Sql.RowReader<T> reader, LocalDate from, LocalDate toExclusive) {
        List<T> found = Sql.on(dataSource).list(query, reader, from, toExclusive, from, toExclusive, maxItems + 1);
        if (found.size() > maxItems) {
            throw new Invalid("to", "must be earlier: there are more than " + maxItems + " items");
        }
        return found;
    }
}
