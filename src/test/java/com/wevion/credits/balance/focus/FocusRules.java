package com.wevion.credits.balance.focus;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a dataset as a FOCUS reader does that takes every MUST of versions 1.2 and 1.4 seriously: presence, nulls, allowed values,
 * formats, and what must agree with what. Written from the specification's columns and attributes, not from the export.
 */
final class FocusRules {
    private static final Set<String> NEVER_NULL = Set.of(
            "BilledCost",
            "BillingAccountId",
            "BillingAccountType",
            "BillingCurrency",
            "BillingPeriodEnd",
            "BillingPeriodStart",
            "ChargeCategory",
            "ChargeFrequency",
            "ChargePeriodEnd",
            "ChargePeriodStart",
            "ContractedCost",
            "EffectiveCost",
            "InvoiceIssuerName",
            "ListCost",
            "PricingCurrency",
            "PricingCurrencyEffectiveCost",
            "ServiceCategory",
            "ServiceName",
            "ServiceSubcategory");
    private static final Map<String, Set<String>> NEVER_NULL_IN = Map.of(
            "1.2", Set.of("ProviderName", "PublisherName"), "1.4", Set.of("HostProviderName", "ServiceProviderName"));
    private static final Map<String, Set<String>> NOT_IN = Map.of(
            "1.2",
            Set.of("HostProviderName", "InvoiceDetailId", "ServiceProviderName"),
            "1.4",
            Set.of("ProviderName", "PublisherName"));
    private static final Set<String> MANDATORY_NULLABLE = Set.of(
            "BillingAccountName", "ChargeClass", "ChargeDescription", "InvoiceId", "PricingQuantity", "PricingUnit");
    /** Not null for usage and purchases that are no corrections. */
    private static final Set<String> PRICED = Set.of(
            "ContractedUnitPrice",
            "ListUnitPrice",
            "PricingCategory",
            "PricingCurrencyContractedUnitPrice",
            "PricingCurrencyListUnitPrice",
            "PricingQuantity",
            "SkuId",
            "SkuPriceId");

    private static final Map<String, Set<String>> ALLOWED = Map.of(
            "ChargeCategory", Set.of("Usage", "Purchase", "Tax", "Credit", "Adjustment"),
            "ChargeClass", Set.of("Correction"),
            "ChargeFrequency", Set.of("One-Time", "Recurring", "Usage-Based"),
            "PricingCategory", Set.of("Standard", "Dynamic", "Committed", "Other"),
            "ServiceCategory", Set.of("AI and Machine Learning"),
            "ServiceSubcategory", Set.of("Generative AI"),
            "BillingCurrency", Set.of("USD"));
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+\\.[0-9]+");
    private static final Pattern NUMERIC = Pattern.compile(".*(Cost|Quantity|UnitPrice)");
    private static final Pattern TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");
    private static final Pattern PASCAL_CASE = Pattern.compile("[A-Z][A-Za-z0-9]{0,49}");

    private final List<String> problems = new ArrayList<>();
    private final String version;

    private FocusRules(String version) {
        this.version = version;
    }

    /** The rows of a dataset of version 1.2; what breaks a rule fails. */
    static List<CSVRecord> accepted(String csv) {
        return accepted(csv, "1.2");
    }

    /** The rows of a dataset of this version; what breaks a rule fails. */
    static List<CSVRecord> accepted(String csv, String version) {
        try (CSVParser parser = CSVParser.parse(
                new StringReader(csv),
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            FocusRules rules = new FocusRules(version);
            rules.header(parser.getHeaderNames());
            List<CSVRecord> rows = parser.getRecords();
            rows.forEach(rules::row);
            if (!rules.problems.isEmpty()) {
                throw new AssertionError(String.join("\n", rules.problems));
            }
            return rows;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void header(List<String> columns) {
        boolean custom = false;
        for (String column : columns) {
            custom |= column.startsWith("x_");
            check(column, custom == column.startsWith("x_"), "a column of FOCUS comes after a custom one");
            check(column, PASCAL_CASE.matcher(column.replaceFirst("^x_", "")).matches(), "no Pascal case");
        }
        check("header", columns.size() == Set.copyOf(columns).size(), "a column comes twice");
        check(
                "header",
                columns.containsAll(NEVER_NULL)
                        && columns.containsAll(NEVER_NULL_IN.get(version))
                        && columns.containsAll(MANDATORY_NULLABLE)
                        && (version.equals("1.2") || columns.contains("InvoiceDetailId")),
                "a column is missing");
        NOT_IN.get(version).forEach(column -> check(column, !columns.contains(column), "is not of the version"));
    }

    private void row(CSVRecord row) {
        check("row " + row.getRecordNumber(), row.isConsistent(), "has another number of cells than the header");
        for (String column : row.getParser().getHeaderNames()) {
            cell(column, row.get(column));
        }
        String category = row.get("ChargeCategory");
        boolean isNew = row.get("ChargeClass").isEmpty();
        if (isNew && (category.equals("Usage") || category.equals("Purchase"))) {
            PRICED.forEach(column -> check(column, !row.get(column).isEmpty(), "is null"));
        }
        check(
                "ConsumedQuantity",
                row.get("ConsumedQuantity").isEmpty() != category.equals("Usage"),
                "is of usage only");
        for (String what : List.of("Consumed", "Pricing")) {
            boolean same = row.get(what + "Quantity").isEmpty()
                    == row.get(what + "Unit").isEmpty();
            check(what + "Unit", same, "is null without its quantity, or the reverse");
        }
        check(
                "ChargeFrequency",
                !(category.equals("Purchase") && row.get("ChargeFrequency").equals("Usage-Based")),
                "of a purchase");
        boolean refund = category.equals("Purchase") && new BigDecimal(row.get("BilledCost")).signum() < 0;
        check(
                "PricingQuantity",
                !isNew || refund || !row.get("PricingQuantity").startsWith("-"),
                "is negative of what is no refund");
        if (version.equals("1.4")) {
            boolean same =
                    row.get("InvoiceDetailId").isEmpty() == row.get("InvoiceId").isEmpty();
            check("InvoiceDetailId", same, "is null and the invoice is not, or the reverse");
        }
        check(
                "SkuPriceDetails",
                row.get("SkuPriceDetails").isEmpty() == row.get("SkuPriceId").isEmpty(),
                "tells of no price, or a price has none");
        costs(row, category, isNew);
        times(row);
    }

    private void cell(String column, String value) {
        boolean never =
                NEVER_NULL.contains(column) || NEVER_NULL_IN.get(version).contains(column);
        check(column, !never || !value.isEmpty(), "is null");
        check(column, value.isEmpty() || !value.isBlank(), "is blank");
        if (value.isEmpty()) {
            return;
        }
        check(column, !ALLOWED.containsKey(column) || ALLOWED.get(column).contains(value), value + " is not allowed");
        check(
                column,
                !NUMERIC.matcher(column).matches() || NUMBER.matcher(value).matches(),
                value + " is no number");
        if (column.endsWith("UnitPrice")) {
            check(column, new BigDecimal(value).signum() >= 0, "is negative");
        }
        check(
                column,
                !column.matches(".*Period(Start|End)") || TIME.matcher(value).matches(),
                value + " is no time");
    }

    private void costs(CSVRecord row, String category, boolean isNew) {
        for (String kind : List.of("List", "Contracted")) {
            BigDecimal cost = new BigDecimal(row.get(kind + "Cost"));
            String price = row.get(kind + "UnitPrice");
            if (price.isEmpty()) {
                check(
                        kind + "Cost",
                        cost.compareTo(new BigDecimal(row.get("BilledCost"))) == 0,
                        "is not the billed cost");
            } else if (isNew) {
                BigDecimal product = new BigDecimal(price).multiply(new BigDecimal(row.get("PricingQuantity")));
                check(kind + "Cost", cost.compareTo(product) == 0, cost + " is not price times quantity, " + product);
            }
        }
        BigDecimal effective = new BigDecimal(row.get("EffectiveCost"));
        if (category.equals("Purchase")) {
            check("EffectiveCost", effective.signum() == 0, "of a purchase that covers future charges");
            check(
                    "PricingCurrencyEffectiveCost",
                    new BigDecimal(row.get("PricingCurrencyEffectiveCost")).signum() == 0,
                    "of a purchase");
        } else if (!category.equals("Usage")) {
            check(
                    "EffectiveCost",
                    effective.compareTo(new BigDecimal(row.get("BilledCost"))) == 0,
                    "is not the billed cost");
        }
    }

    private void times(CSVRecord row) {
        Instant start = Instant.parse(row.get("ChargePeriodStart"));
        Instant periodStart = Instant.parse(row.get("BillingPeriodStart"));
        Instant periodEnd = Instant.parse(row.get("BillingPeriodEnd"));
        check("ChargePeriodEnd", Instant.parse(row.get("ChargePeriodEnd")).isAfter(start), "is not after the start");
        check("BillingPeriodEnd", periodEnd.isAfter(periodStart), "is not after the start");
        check(
                "ChargePeriodStart",
                !start.isBefore(periodStart) && start.isBefore(periodEnd),
                "is not in the billing period");
    }

    private void check(String where, boolean holds, String problem) {
        if (!holds) {
            problems.add(where + ": " + problem);
        }
    }
}
