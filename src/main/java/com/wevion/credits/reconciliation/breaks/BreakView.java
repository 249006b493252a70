package com.wevion.credits.reconciliation.breaks;

import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.reconciliation.rules.Cause;
import com.wevion.credits.reconciliation.rules.Finding;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * A break as a run found it, and as people work on it. Amounts are decimals.
 *
 * @param provider the provider that bills
 * @param day its day, the last one of a time of several, in the provider's time zone
 * @param startsAt of the time whose sums were compared; null if it is about something else
 * @param endsAt exclusive
 * @param measure the measure of the quantities
 * @param recordedUnit ISO 4217, of the recorded cost, which is ours whatever the provider bills in
 * @param recordedCost the expected cost; null if there was none, or nobody knows it
 * @param variance the amount overbilled by this cause, negative for underbilled; null if the two sides cannot be compared
 * @param unit ISO 4217, of the variance
 * @param records the number of usage records or lines in it
 * @param ageDays the days since it was first seen
 * @param resolvedByRun the run that no longer found it; null if a person resolved it, or nobody
 */
public record BreakView(
        UUID breakId,
        String provider,
        Cause cause,
        BreakState state,
        String owner,
        String note,
        LocalDate day,
        Instant startsAt,
        Instant endsAt,
        String service,
        String engine,
        String measure,
        String sku,
        String requestId,
        String invoiceId,
        String recordedQuantity,
        String billedQuantity,
        String recordedCost,
        String recordedUnit,
        String billedCost,
        String billedUnit,
        String variance,
        String unit,
        long records,
        Instant firstSeenAt,
        long ageDays,
        UUID resolvedByRun) {

    static BreakView read(ResultSet row, Instant now) throws SQLException {
        Instant firstSeenAt = Sql.instant(row, "first_seen_at");
        Cause cause = Cause.valueOf(row.getString("cause"));
        String currency = row.getString("currency");
        boolean isForeign = !Finding.OUR_CURRENCY.equals(currency);
        return new BreakView(
                Sql.uuid(row, "id"),
                row.getString("provider"),
                cause,
                BreakState.valueOf(row.getString("state")),
                row.getString("owner"),
                row.getString("note"),
                row.getObject("day", LocalDate.class),
                Sql.instant(row, "starts_at"),
                Sql.instant(row, "ends_at"),
                row.getString("service"),
                row.getString("engine"),
                row.getString("measure"),
                row.getString("sku"),
                row.getString("request_id"),
                row.getString("invoice_id"),
                plain(row.getBigDecimal("recorded_quantity")),
                plain(row.getBigDecimal("billed_quantity")),
                amount(Sql.nullableLong(row, "recorded_nanos")),
                Unit.USD.code(),
                amount(Sql.nullableLong(row, "billed_nanos")),
                currency,
                isForeign ? null : amount(row.getLong("variance_nanos")),
                Finding.OUR_CURRENCY,
                row.getLong("records"),
                firstSeenAt,
                ChronoUnit.DAYS.between(firstSeenAt, now),
                Sql.uuid(row, "resolved_by_run"));
    }

    static String plain(BigDecimal quantity) {
        return quantity == null
                ? null
                : quantity.signum() == 0 ? "0" : quantity.stripTrailingZeros().toPlainString();
    }

    /** Every currency is counted in billionths here. */
    static String amount(Long nanos) {
        return nanos == null ? null : Unit.USD.format(nanos);
    }
}
