package com.wevion.credits.reconciliation.rates;

import com.wevion.credits.platform.database.Sql;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * An entry of the table of currency rates: never changed, only followed by a later one.
 *
 * @param provider the one whose bills it is for; null for all that have none of their own
 * @param currency ISO 4217
 * @param month as in {@code 2026-08}
 * @param usdPerUnit the decimal number of US dollars in a unit; null if the one before was taken back
 * @param note the remark of the person who entered it; null for none
 * @param inForce true if no later entry is of the same provider, currency and month
 */
public record CurrencyRate(
        UUID rateId,
        String provider,
        String currency,
        String month,
        String usdPerUnit,
        RateSource source,
        String note,
        UUID enteredBy,
        Instant enteredAt,
        boolean inForce) {
    private static final int MONTH_CHARACTERS = 7;

    static CurrencyRate read(ResultSet row) throws SQLException {
        BigDecimal usd = row.getBigDecimal("usd_per_unit");
        return new CurrencyRate(
                Sql.uuid(row, "id"),
                row.getString("provider"),
                row.getString("currency"),
                row.getString("month").substring(0, MONTH_CHARACTERS),
                usd == null ? null : usd.stripTrailingZeros().toPlainString(),
                RateSource.valueOf(row.getString("source")),
                row.getString("note"),
                Sql.uuid(row, "entered_by"),
                Sql.instant(row, "entered_at"),
                row.getBoolean("in_force"));
    }
}
