package com.wevion.credits.usage;

import com.wevion.credits.catalog.Service;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The earnings of an engine.
 *
 * @param engine of the chat a model
 * @param quantity delivered, in the service's measure; of the chat, input tokens
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

    /** Caps the sum of deliveries, which has no limit, at the greatest number that can be shown. */
    private static Long capped(BigDecimal quantity) {
        return quantity == null
                ? null
                : quantity.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValueExact();
    }
}
