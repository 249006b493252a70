package com.wevion.credits.reconciliation.job;

import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.reconciliation.rules.Difference;
import com.wevion.credits.reconciliation.rules.ForeignInvoice;
import com.wevion.credits.reconciliation.rules.InvoiceTax;
import com.wevion.credits.reconciliation.rules.ListPrice;
import com.wevion.credits.reconciliation.rules.Request;
import com.wevion.credits.reconciliation.rules.SmallDifferences;
import com.wevion.credits.reconciliation.rules.Total;
import com.wevion.credits.usage.UsageOutcome;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;

/** The rows of the match step, as the rules take them. */
final class ComparisonRows {
    private ComparisonRows() {}

    static Request request(ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        return new Request(
                row.getString("request_id"),
                row.getString("measure"),
                row.getObject("recorded_day", LocalDate.class),
                row.getObject("billed_day", LocalDate.class),
                row.getLong("recorded_rows"),
                outcome == null ? null : UsageOutcome.valueOf(outcome),
                row.getString("service"),
                row.getString("engine"),
                side(row, "recorded"),
                row.getLong("billed_rows"),
                row.getLong("corrections"),
                row.getBoolean("known_sku"),
                row.getString("sku"),
                side(row, "billed"),
                row.getLong("again_rows"),
                side(row, "again"),
                row.getLong("repeats"),
                row.getLong("credit_nanos"),
                row.getLong("allowance_nanos"),
                row.getObject("matched_day", LocalDate.class),
                row.getString("invoice_id"));
    }

    private static Difference.Side side(ResultSet row, String name) throws SQLException {
        return new Difference.Side(row.getBigDecimal(name + "_quantity"), Sql.nullableLong(row, name + "_nanos"));
    }

    static Total total(ResultSet row) throws SQLException {
        return new Total(
                row.getObject("day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                Sql.instant(row, "starts_at"),
                Sql.instant(row, "ends_at"),
                "RECORDED".equals(row.getString("side")),
                row.getString("label"),
                row.getLong("rows"),
                row.getBigDecimal("quantity"),
                row.getLong("missing_rows"),
                row.getLong("nanos"),
                side(row, "again"),
                side(row, "repeats"),
                row.getLong("allowance_nanos"),
                row.getString("invoice_id"),
                row.getBoolean("estimated"),
                row.getString("sku"),
                price(row));
    }

    private static ListPrice price(ResultSet row) throws SQLException {
        BigDecimal price = row.getBigDecimal("price_nanos");
        return price == null ? null : new ListPrice(price, row.getBigDecimal("usual_nanos"));
    }

    static SmallDifferences smallDifferences(ResultSet row) throws SQLException {
        return new SmallDifferences(
                row.getObject("day", LocalDate.class),
                row.getString("service"),
                row.getString("engine"),
                row.getString("measure"),
                row.getString("sku"),
                row.getLong("records"),
                row.getLong("recorded_nanos"),
                row.getLong("billed_nanos"),
                row.getLong("allowance_nanos"));
    }

    static ForeignInvoice foreign(ResultSet row) throws SQLException {
        return new ForeignInvoice(
                row.getString("invoice_id"),
                row.getObject("month", LocalDate.class),
                row.getString("currency"),
                row.getObject("day", LocalDate.class),
                Sql.nullableLong(row, "recorded_nanos"),
                row.getLong("billed_nanos"),
                row.getLong("lines"));
    }

    static InvoiceTax tax(ResultSet row) throws SQLException {
        return new InvoiceTax(
                row.getString("invoice_id"),
                row.getObject("day", LocalDate.class),
                row.getString("currency"),
                row.getLong("nanos"),
                row.getLong("usage_nanos"),
                row.getLong("lines"));
    }
}
