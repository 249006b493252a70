package com.wevion.credits.usage;

import com.wevion.credits.catalog.Service;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What an engine earned: what teams were charged for its work, less what its providers are expected to charge us. All amounts
 * are USD; credits are worth their thousandth (D3).
 *
 * @param engine of the chat a model
 * @param records each counts: a chat message has two
 * @param quantity delivered, in what the service counts; of the chat, input tokens
 * @param outputTokens of the chat; null otherwise
 * @param cost of the records that have one, also of work that failed or came too late and was not charged
 * @param uncosted records whose cost nobody knows; what they were charged counts all the same
 */
public record Margin(
        Service service,
        String engine,
        long records,
        long quantity,
        Long outputTokens,
        BigDecimal charged,
        BigDecimal cost,
        long uncosted) {

    private static final int NANO_DECIMALS = 9;
    private static final int PERCENT_DECIMALS = 2;

    static Margin read(ResultSet row) throws SQLException {
        return new Margin(
                Service.valueOf(row.getString("service")),
                row.getString("engine"),
                row.getLong("records"),
                most(row.getBigDecimal("quantity")),
                most(row.getBigDecimal("output_tokens")),
                row.getBigDecimal("charged_micros").movePointLeft(NANO_DECIMALS),
                row.getBigDecimal("cost_nanos").movePointLeft(NANO_DECIMALS),
                row.getLong("uncosted"));
    }

    /** What a worker reports of a delivery has no limit, and their sum is shown up to what it can be shown by. */
    private static Long most(BigDecimal quantity) {
        return quantity == null
                ? null
                : quantity.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValueExact();
    }

    /** What is left; negative if more is paid than earned. */
    public BigDecimal margin() {
        return charged.subtract(cost);
    }

    /** The margin in percent of what was charged, rounded half-even to two decimals; empty if nothing was charged. */
    public Optional<BigDecimal> percent() {
        return charged.signum() == 0
                ? Optional.empty()
                : Optional.of(margin().movePointRight(2).divide(charged, PERCENT_DECIMALS, RoundingMode.HALF_EVEN));
    }

    /** Whether it was sold for less than it cost. */
    public boolean belowCost() {
        return charged.compareTo(cost) < 0;
    }
}
