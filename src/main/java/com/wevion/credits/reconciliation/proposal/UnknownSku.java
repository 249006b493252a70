package com.wevion.credits.reconciliation.proposal;

import com.wevion.credits.platform.database.Sql;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;

/**
 * The lines of an import with a SKU that the catalogue does not know.
 *
 * @param measure as the lines say; null if they do not
 * @param quantity null if not all lines tell it
 */
record UnknownSku(
        String sku,
        String measure,
        BigDecimal quantity,
        long nanos,
        String currency,
        long lines,
        LocalDate firstDay,
        LocalDate lastDay,
        long unknown) {
    static UnknownSku read(ResultSet row) throws SQLException {
        return new UnknownSku(
                row.getString("sku"),
                row.getString("measure"),
                row.getBigDecimal("quantity"),
                row.getLong("nanos"),
                row.getString("currency"),
                row.getLong("lines"),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                Sql.nullableLong(row, "unknown"));
    }
}
