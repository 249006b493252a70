package com.wevion.credits.invoice.format;

import static com.wevion.credits.invoice.format.CsvHeader.ABSENT;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Bill details of Volcengine and BytePlus, as CSV with the names of the operation {@code ListBillDetail}. The SKU is {@code
 * Product/Element}; what is to be paid is {@code PayableAmount}, else the amount after discounts, else that before them.
 */
final class VolcengineColumns implements CsvFile.Columns {
    private static final String[] AMOUNTS = {"PayableAmount", "DiscountBillAmount", "OriginalBillAmount"};

    private final Checks checks;
    private final Dates dates = new Dates();
    private final Units units = new Units();
    private final int period;
    private final int date;
    private final int product;
    private final int element;
    private final int count;
    private final int unit;
    private final int amount;
    private final String amountName;
    private final int currency;
    private final int category;
    private final int payer;
    private final int owner;
    private final int detail;

    /** @throws FileRefused if a column is missing without which nothing can be said of a charge */
    VolcengineColumns(CsvHeader header, FileRules terms) {
        header.require("BillPeriod", "Product", "Element", "Currency");
        amountName = Arrays.stream(AMOUNTS)
                .filter(name -> header.column(name) != ABSENT)
                .findFirst()
                .orElseThrow(
                        () -> new FileRefused("line 1: one of these columns is needed: " + String.join(", ", AMOUNTS)));
        amount = header.column(amountName);
        checks = new Checks(terms);
        period = header.column("BillPeriod");
        date = header.column("ExpenseDate");
        product = header.column("Product");
        element = header.column("Element");
        count = header.column("Count");
        unit = header.column("Unit");
        currency = header.column("Currency");
        category = header.column("BillCategory");
        payer = header.column("PayerID");
        owner = header.column("OwnerID");
        detail = header.column("BillDetailId");
    }

    @Override
    public void read(CsvRow row, Charge charge) {
        charge.kind = kind(text(row, category));
        charge.costNanos = Decimals.nanos(text(row, amount), amountName);
        charge.allowanceNanos = Decimals.halfUnitNanos(text(row, amount));
        charge.creditIfNegative();
        charge.currency = Checks.currency(text(row, currency), "Currency");
        charge.invoiceId = Checks.scope(text(row, period), "BillPeriod");
        days(charge, text(row, date));
        String paying = Checks.scope(text(row, payer), "PayerID");
        charge.account = paying == null ? Checks.scope(text(row, owner), "OwnerID") : paying;
        charge.sku = sku(text(row, product), text(row, element));
        charge.chargeKey = Checks.cut(text(row, detail), Checks.LONGEST_NAME);
        String quantity = text(row, count);
        if (quantity != null) {
            Units.Unit known = units.of(text(row, unit));
            charge.quantity = Decimals.quantity(quantity, known.factor(), "Count");
            Checks.notNegative(charge, "Count", quantity);
            charge.measure = Units.measure(known.base(), text(row, unit), charge.sku);
        }
    }

    private static String text(CsvRow row, int column) {
        return column == ABSENT ? null : row.text(column);
    }

    /** As in {@code consume-use}, {@code refund-terminate} and {@code transfer-manual}, or the same in Chinese. */
    private static Charge.Kind kind(String category) {
        String name = category == null ? "" : category.toLowerCase(Locale.ROOT);
        if (name.startsWith("refund") || name.startsWith("\u9000\u6B3E")) {
            return Charge.Kind.CREDIT;
        }
        if (name.startsWith("transfer") || name.startsWith("\u8C03\u8D26")) {
            return Charge.Kind.ADJUSTMENT;
        }
        boolean bought = name.equals("consume-new") || name.equals("consume-renew");
        return bought ? Charge.Kind.PURCHASE : Charge.Kind.USAGE;
    }

    /** A bill that is not made by the day has the month only. */
    private void days(Charge charge, String day) {
        LocalDate first = month(charge.invoiceId).atDay(1);
        checks.billingPeriod(charge, start(first), start(first.plusMonths(1)));
        if (day != null) {
            Instant start = dates.instant(day.replace('/', '-'), "ExpenseDate");
            checks.period(charge, start, start);
            return;
        }
        checks.period(charge, start(first), start(first.plusMonths(1)));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static YearMonth month(String period) {
        try {
            if (period != null) {
                return YearMonth.parse(period);
            }
        } catch (DateTimeParseException e) {
            // No month.
        }
        throw new RowRefused("BillPeriod is not a month as in 2026-10: " + Checks.cut(period, 40));
    }

    private static String sku(String product, String element) {
        if (product == null) {
            throw new RowRefused("Product is missing");
        }
        return Checks.cut(element == null ? product : product + "/" + element, Checks.LONGEST_NAME);
    }
}
