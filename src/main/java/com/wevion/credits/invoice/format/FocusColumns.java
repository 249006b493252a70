package com.wevion.credits.invoice.format;

import static com.wevion.credits.invoice.format.CsvHeader.ABSENT;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * FOCUS Cost and Usage, 1.0 to 1.4. Columns that only one of these versions has are not needed: the provider is the one that the
 * caller names, whatever {@code ProviderName} or {@code ServiceProviderName} say.
 */
final class FocusColumns implements CsvFile.Columns {
    private static final Map<String, Charge.Kind> KINDS = Map.of(
            "Usage", Charge.Kind.USAGE,
            "Purchase", Charge.Kind.PURCHASE,
            "Tax", Charge.Kind.TAX,
            "Credit", Charge.Kind.CREDIT,
            "Adjustment", Charge.Kind.ADJUSTMENT);
    private static final Set<String> OWN = Set.of("x_providerrequestid", "x_chargekey", "x_correctionof");
    private static final Pattern ROUNDING = Pattern.compile("(?i)\\brounding\\b");
    private static final int LONGEST_DESCRIPTION = 1_000;
    private static final int LONGEST_EXTRAS = 20_000;

    private final Checks checks;
    private final Map<Integer, Set<String>> only = new HashMap<>();
    private final Units units = new Units();
    private final Dates starts = new Dates();
    private final Dates ends = new Dates();
    private final Dates periodStarts = new Dates();
    private final Dates periodEnds = new Dates();
    private final Extras extras;
    private final int billedCost;
    private final int effectiveCost;
    private final int currency;
    private final int category;
    private final int commitmentStatus;
    private final int chargeClass;
    private final int start;
    private final int end;
    private final int periodStart;
    private final int periodEnd;
    private final int description;
    private final int invoiceId;
    private final int account;
    private final int[] sku;
    private final int skuMeter;
    private final int skuId;
    private final int skuPriceDetails;
    private final int consumed;
    private final int consumedUnit;
    private final int priced;
    private final int pricedUnit;
    private final int requestId;
    private final int chargeKey;
    private final int correctionOf;

    /** @throws FileRefused if a column is missing without which nothing can be said of a charge */
    FocusColumns(CsvHeader header, FileRules terms) {
        header.require("BilledCost", "BillingCurrency", "ChargeCategory", "ChargePeriodStart");
        checks = new Checks(terms);
        billedCost = header.column("BilledCost");
        effectiveCost = header.column("EffectiveCost");
        currency = header.column("BillingCurrency");
        category = header.column("ChargeCategory");
        commitmentStatus = header.column("CommitmentDiscountStatus");
        chargeClass = header.column("ChargeClass");
        start = header.column("ChargePeriodStart");
        end = header.column("ChargePeriodEnd");
        periodStart = header.column("BillingPeriodStart");
        periodEnd = header.column("BillingPeriodEnd");
        description = header.column("ChargeDescription");
        invoiceId = header.column("InvoiceId");
        account = header.column("BillingAccountId");
        skuId = header.column("SkuId");
        skuMeter = header.column("SkuMeter");
        sku = new int[] {skuId, header.column("SkuPriceId"), skuMeter, header.column("ServiceName")};
        skuPriceDetails = header.column("SkuPriceDetails");
        consumed = header.column("ConsumedQuantity");
        consumedUnit = header.column("ConsumedUnit");
        priced = header.column("PricingQuantity");
        pricedUnit = header.column("PricingUnit");
        requestId = header.column("x_ProviderRequestId");
        chargeKey = header.column("x_ChargeKey");
        correctionOf = header.column("x_CorrectionOf");
        terms.only().columns().forEach((column, values) -> {
            header.require(column);
            only.put(header.column(column), values);
        });
        extras = new Extras(header.columns(name -> name != null
                && name.toLowerCase(Locale.ROOT).startsWith("x_")
                && !OWN.contains(name.toLowerCase(Locale.ROOT))));
    }

    @Override
    public boolean isChosen(CsvRow row) {
        for (Map.Entry<Integer, Set<String>> column : only.entrySet()) {
            String text = row.text(column.getKey());
            if (text == null || !column.getValue().contains(text)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void read(CsvRow row, Charge charge) {
        charge.description = Checks.cut(text(row, description), LONGEST_DESCRIPTION);
        charge.kind = kind(text(row, category), charge.description);
        charge.correction = correction(text(row, chargeClass));
        charge.currency = Checks.currency(text(row, currency), "BillingCurrency");
        cost(row, charge);
        charge.creditIfNegative();
        Instant from = starts.instant(text(row, start), "ChargePeriodStart");
        String to = text(row, end);
        checks.period(charge, from, to == null ? from : ends.instant(to, "ChargePeriodEnd"));
        checks.billingPeriod(
                charge,
                time(periodStarts, text(row, periodStart), "BillingPeriodStart"),
                time(periodEnds, text(row, periodEnd), "BillingPeriodEnd"));
        charge.invoiceId = Checks.scope(text(row, invoiceId), "InvoiceId");
        charge.invoiced = charge.invoiceId != null;
        charge.account = Checks.scope(text(row, account), "BillingAccountId");
        charge.sku = sku(row);
        quantity(row, charge);
        charge.requestId = Checks.cut(text(row, requestId), Checks.LONGEST_NAME);
        charge.chargeKey = Checks.cut(text(row, chargeKey), Checks.LONGEST_NAME);
        charge.correctionOf = Checks.cut(text(row, correctionOf), Checks.LONGEST_NAME);
        charge.extras = extras.json(row);
        if (charge.extras != null && charge.extras.length() > LONGEST_EXTRAS) {
            throw new RowRefused("the custom columns are longer than " + LONGEST_EXTRAS + " characters together");
        }
    }

    private static Instant time(Dates dates, String text, String name) {
        return text == null ? null : dates.instant(text, name);
    }

    private static String text(CsvRow row, int column) {
        return column == ABSENT ? null : row.text(column);
    }

    private static Charge.Kind kind(String category, String description) {
        if (category == null) {
            throw new RowRefused("ChargeCategory is missing");
        }
        Charge.Kind kind = KINDS.get(category);
        if (kind == null && !category.equalsIgnoreCase("Rounding")) {
            throw new RowRefused("ChargeCategory is not one of FOCUS: " + Checks.cut(category, 40));
        }
        if (kind == Charge.Kind.USAGE || kind == Charge.Kind.PURCHASE) {
            return kind;
        }
        boolean rounding = kind == null
                || description != null && ROUNDING.matcher(description).find();
        return rounding ? Charge.Kind.ROUNDING : kind;
    }

    private static boolean correction(String chargeClass) {
        if (chargeClass != null && !chargeClass.equals("Correction")) {
            throw new RowRefused("ChargeClass is not one of FOCUS: " + Checks.cut(chargeClass, 40));
        }
        return chargeClass != null;
    }

    /** Usage that was paid in advance is billed at nothing; its share of what was paid is what it cost. */
    private void cost(CsvRow row, Charge charge) {
        String billed = text(row, billedCost);
        charge.costNanos = Decimals.nanos(billed, "BilledCost");
        String effective = charge.costNanos == 0 && charge.kind == Charge.Kind.USAGE ? text(row, effectiveCost) : null;
        charge.costNanos = effective == null ? charge.costNanos : Decimals.nanos(effective, "EffectiveCost");
        charge.prepaid = effective != null && charge.costNanos != 0;
        charge.allowanceNanos = Decimals.halfUnitNanos(charge.prepaid ? effective : billed);
        if (charge.kind == Charge.Kind.USAGE && "Unused".equalsIgnoreCase(text(row, commitmentStatus))) {
            charge.kind = Charge.Kind.UNUSED;
        }
    }

    private String sku(CsvRow row) {
        for (int column : sku) {
            String text = text(row, column);
            if (text != null) {
                return Checks.cut(text, Checks.LONGEST_NAME);
            }
        }
        return null;
    }

    private void quantity(CsvRow row, Charge charge) {
        String quantity = text(row, consumed);
        String unitText = text(row, consumedUnit);
        String name = "ConsumedQuantity";
        if (quantity == null || unitText == null || isOnlyPriced(row, unitText)) {
            quantity = text(row, priced);
            unitText = text(row, pricedUnit);
            name = "PricingQuantity";
        }
        if (quantity == null) {
            return;
        }
        Units.Unit unit = units.of(unitText);
        charge.quantity = Decimals.quantity(quantity, unit.factor(), name);
        Checks.notNegative(charge, name, quantity);
        charge.measure = Units.measure(
                unit.base(),
                text(row, skuMeter),
                tokenDirection(unit, row),
                unitText,
                text(row, skuId),
                charge.description);
    }

    /** True if what is priced counts something of ours and what is consumed, such as requests, does not. */
    private boolean isOnlyPriced(CsvRow row, String consumedText) {
        return text(row, priced) != null
                && units.of(consumedText).base() == null
                && units.of(text(row, pricedUnit)).base() != null;
    }

    /** The price details have many properties, of which others may say input or output too. */
    private String tokenDirection(Units.Unit unit, CsvRow row) {
        String details = unit.base() == Units.Base.TOKEN ? text(row, skuPriceDetails) : null;
        int at = details == null ? -1 : details.indexOf("\"TokenDirection\"");
        if (at < 0) {
            return null;
        }
        int comma = details.indexOf(',', at);
        return details.substring(at + "\"TokenDirection\"".length(), comma < 0 ? details.length() : comma);
    }
}
