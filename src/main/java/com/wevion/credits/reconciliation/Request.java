package com.wevion.credits.reconciliation;

import com.wevion.credits.platform.Sql;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;

/**
 * Both sides of a request that did not agree within a day: a row of {@code reconciliation_request}.
 *
 * @param measure {@code *} if several are compared together, {@code ?} if nobody knows
 * @param outcome of the work; null if nothing is recorded
 * @param recorded without an amount if a cost is not known
 * @param corrections of {@code billedRows}, those that change what was billed before
 * @param billed without a quantity if the lines do not tell it
 * @param againRows lines that repeat another one, with what they add
 * @param matchedDay where it is recorded if that has agreed with another line; then nothing is recorded here
 */
public record Request(
        String requestId,
        String measure,
        LocalDate recordedDay,
        LocalDate billedDay,
        long recordedRows,
        String outcome,
        String service,
        String engine,
        Difference.Side recorded,
        long billedRows,
        long corrections,
        boolean knownSku,
        String sku,
        String currency,
        Difference.Side billed,
        long againRows,
        Difference.Side again,
        LocalDate matchedDay)
        implements Comparison {

    static Request read(ResultSet row) throws SQLException {
        return new Request(
                row.getString("request_id"),
                row.getString("measure"),
                row.getObject("recorded_day", LocalDate.class),
                row.getObject("billed_day", LocalDate.class),
                row.getLong("recorded_rows"),
                row.getString("outcome"),
                row.getString("service"),
                row.getString("engine"),
                side(row, "recorded"),
                row.getLong("billed_rows"),
                row.getLong("corrections"),
                row.getBoolean("known_sku"),
                row.getString("sku"),
                row.getString("currency"),
                side(row, "billed"),
                row.getLong("again_rows"),
                side(row, "again"),
                row.getObject("matched_day", LocalDate.class));
    }

    private static Difference.Side side(ResultSet row, String name) throws SQLException {
        return new Difference.Side(row.getBigDecimal(name + "_quantity"), Sql.nullableLong(row, name + "_nanos"));
    }

    /** What was billed once: without the lines that repeat another one. */
    Difference.Side billedOnce() {
        BigDecimal quantity = billed.quantity() == null || again.quantity() == null
                ? billed.quantity()
                : billed.quantity().subtract(again.quantity());
        return new Difference.Side(quantity, billed.nanos() - again.nanos());
    }

    String key() {
        return requestId + "|" + measure;
    }
}
