package com.wevion.credits.balance.focus;

import com.wevion.credits.platform.Csv;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A row of a FOCUS Cost and Usage dataset: the mandatory columns, those of the conditional ones that apply to a seller of virtual
 * currency, and our own, which begin with {@code x_}.
 */
final class FocusRow {
    /** The columns of all versions in their order: FOCUS' own by the alphabet, then ours. */
    static final List<String> COLUMNS = List.of(
            "BilledCost",
            "BillingAccountId",
            "BillingAccountName",
            "BillingAccountType",
            "BillingCurrency",
            "BillingPeriodEnd",
            "BillingPeriodStart",
            "ChargeCategory",
            "ChargeClass",
            "ChargeDescription",
            "ChargeFrequency",
            "ChargePeriodEnd",
            "ChargePeriodStart",
            "ConsumedQuantity",
            "ConsumedUnit",
            "ContractedCost",
            "ContractedUnitPrice",
            "EffectiveCost",
            "HostProviderName",
            "InvoiceDetailId",
            "InvoiceId",
            "InvoiceIssuerName",
            "ListCost",
            "ListUnitPrice",
            "PricingCategory",
            "PricingCurrency",
            "PricingCurrencyContractedUnitPrice",
            "PricingCurrencyEffectiveCost",
            "PricingCurrencyListUnitPrice",
            "PricingQuantity",
            "PricingUnit",
            "ProviderName",
            "PublisherName",
            "ServiceCategory",
            "ServiceName",
            "ServiceProviderName",
            "ServiceSubcategory",
            "SkuId",
            "SkuMeter",
            "SkuPriceDetails",
            "SkuPriceId",
            "SubAccountId",
            "SubAccountName",
            "x_Account",
            "x_Amount",
            "x_AmountUnit",
            "x_BalanceAfter",
            "x_EntrySequence",
            "x_EntryType",
            "x_ReferenceId",
            "x_ReferenceKind",
            "x_StripePayment",
            "x_UserId",
            "x_UserName");

    private final Map<String, String> cells = new HashMap<>();

    /** Sets a cell of a constant, an id or a whole number; null leaves it empty, which is FOCUS' null. */
    FocusRow set(String column, Object value) {
        if (!COLUMNS.contains(column)) {
            throw new IllegalArgumentException("There is no column " + column);
        }
        cells.put(column, value == null ? null : value.toString());
        return this;
    }

    /** Sets cells of a number: FOCUS' Decimal, in full, with a fraction by which readers that guess types know it from an integer. */
    FocusRow number(BigDecimal value, String... columns) {
        String text = value == null ? null : decimal(value);
        for (String column : columns) {
            set(column, text);
        }
        return this;
    }

    private static String decimal(BigDecimal value) {
        BigDecimal plain = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        return plain.setScale(Math.max(1, plain.scale())).toPlainString();
    }

    /** Sets a cell of a time, to the second. */
    FocusRow time(String column, Instant value) {
        return set(column, value);
    }

    /** Sets a cell that somebody else has written: what a spreadsheet would take for a formula is defused. */
    FocusRow text(String column, String value) {
        return set(column, value == null || value.isBlank() ? null : Csv.text(value));
    }

    /** A cell; null for an empty one. */
    String get(String column) {
        return cells.get(column);
    }

    /** The cells in the order of a version's columns. */
    List<String> cells(FocusVersion version) {
        return version.columns().stream().map(cells::get).toList();
    }
}
