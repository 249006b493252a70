package com.wevion.credits.balance.focus;

import com.wevion.credits.platform.database.Sql;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * Money of a purchase that was returned or reinstated: one step of a refund or a dispute (D15). It is derived from the step and not from an
 * entry, since money is returned even if its credits are already spent.
 *
 * @param id of the step; the operation id of its entry, if it made one
 * @param cause REFUND or DISPUTE
 * @param back true if money was returned; false if it was reinstated
 * @param micros the credits that the money had bought, in micros
 * @param goneBeforeMicros the credits of the purchase whose money was returned before, in micros
 * @param boughtMicros all credits of the purchase, in micros
 * @param price of the purchase in USD, without tax
 * @param boughtAt the time at which the purchase was credited
 * @param payment Stripe's, of the purchase
 */
record FocusReturn(
        UUID id,
        Instant at,
        String cause,
        boolean back,
        long micros,
        long goneBeforeMicros,
        long boughtMicros,
        BigDecimal price,
        String packageCode,
        int catalogVersion,
        Instant boughtAt,
        String payment) {

    private static final int CENT_DECIMALS = 2;

    static FocusReturn read(ResultSet row) throws SQLException {
        return new FocusReturn(
                Sql.uuid(row, "id"),
                Sql.instant(row, "at"),
                row.getString("cause"),
                row.getString("step").equals("CLAWBACK"),
                row.getLong("credits_micros"),
                row.getLong("gone_before_micros"),
                row.getLong("bought_micros"),
                BigDecimal.valueOf(row.getLong("price_cents"), CENT_DECIMALS),
                row.getString("package"),
                row.getInt("catalog_version"),
                Sql.instant(row, "bought_at"),
                row.getString("payment_intent"));
    }

    /**
     * The change to the amount billed, in whole cents of USD, the unit of returns; negative for returned money. The running sum is rounded
     * and not each part, so that the parts of a purchase add up to its whole price.
     */
    BigDecimal billed() {
        return gone(goneBeforeMicros).subtract(gone(back ? goneBeforeMicros + micros : goneBeforeMicros - micros));
    }

    private BigDecimal gone(long goneMicros) {
        return price.multiply(BigDecimal.valueOf(goneMicros))
                .divide(BigDecimal.valueOf(boughtMicros), CENT_DECIMALS, RoundingMode.HALF_UP);
    }
}
