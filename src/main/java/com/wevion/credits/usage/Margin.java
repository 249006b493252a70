package com.wevion.credits.usage;

import com.wevion.credits.catalog.Service;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What an engine earned.
 *
 * @param engine of the chat a model
 * @param quantity delivered, in what the service counts; of the chat, input tokens
 * @param outputTokens of the chat; null otherwise
 */
public record Margin(Service service, String engine, long quantity, Long outputTokens, Earned earned) {
    private static final int NANO_DECIMALS = 9;

    static Margin read(ResultSet row) throws SQLException {
        return new Margin(
                Service.valueOf(row.getString("service")),
                row.getString("engine"),
                capped(row.getBigDecimal("quantity")),
                capped(row.getBigDecimal("output_tokens")),
                new Earned(
                        row.getLong("records"),
                        row.getBigDecimal("charged_units").movePointLeft(NANO_DECIMALS),
                        row.getBigDecimal("charged_uncosted_units").movePointLeft(NANO_DECIMALS),
                        row.getBigDecimal("cost_nanos").movePointLeft(NANO_DECIMALS),
                        row.getLong("uncosted")));
    }

    /** What a worker reports of a delivery has no limit, and their sum is shown up to what it can be shown by. */
    private static Long capped(BigDecimal quantity) {
        return quantity == null
                ? null
                : quantity.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValueExact();
    }
}
