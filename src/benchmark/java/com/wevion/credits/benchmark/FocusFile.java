package com.wevion.credits.benchmark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A provider's invoice as FOCUS 1.2 CSV, with all of its columns. */
final class FocusFile implements AutoCloseable {
    static final List<String> COLUMNS = List.of(("AvailabilityZone,BilledCost,BillingAccountId,BillingAccountName,"
                    + "BillingAccountType,BillingCurrency,BillingPeriodEnd,BillingPeriodStart,CapacityReservationId,"
                    + "CapacityReservationStatus,ChargeCategory,ChargeClass,ChargeDescription,ChargeFrequency,ChargePeriodEnd,"
                    + "ChargePeriodStart,CommitmentDiscountCategory,CommitmentDiscountId,CommitmentDiscountName,"
                    + "CommitmentDiscountQuantity,CommitmentDiscountStatus,CommitmentDiscountType,CommitmentDiscountUnit,"
                    + "ConsumedQuantity,ConsumedUnit,ContractedCost,ContractedUnitPrice,EffectiveCost,InvoiceId,InvoiceIssuerName,"
                    + "ListCost,ListUnitPrice,PricingCategory,PricingCurrency,PricingQuantity,PricingUnit,ProviderName,"
                    + "PublisherName,RegionId,RegionName,ResourceId,ResourceName,ResourceType,ServiceCategory,ServiceName,"
                    + "ServiceSubcategory,SkuId,SkuMeter,SkuPriceDetails,SkuPriceId,SubAccountId,SubAccountName,SubAccountType,"
                    + "Tags,x_ProviderRequestId,x_ChargeKey,x_CorrectionOf")
            .split(","));

    private final Path path;
    private final Writer out;
    private final String[] row = new String[COLUMNS.size()];
    private long lines;

    FocusFile(Path folder, String provider) throws IOException {
        path = folder.resolve(provider.toLowerCase(Locale.ROOT) + ".csv");
        out = new BufferedWriter(Files.newBufferedWriter(path), 1 << 16);
        out.write(String.join(",", COLUMNS));
        out.write('\n');
    }

    Path path() {
        return path;
    }

    long lines() {
        return lines;
    }

    void add(Billed line) throws IOException {
        Arrays.fill(row, "");
        charge(line);
        if (line.quantity() != null) {
            quantity(line);
        }
        set("InvoiceId", line.invoice());
        set("InvoiceIssuerName", line.sku().provider());
        set("ProviderName", line.sku().provider());
        set("PublisherName", line.sku().provider());
        set("BillingAccountId", "acct-7f3a");
        set("RegionId", "us-east-1");
        set("ServiceCategory", "AI and Machine Learning");
        set("ServiceName", line.sku().service());
        set("SkuId", line.sku().code());
        set("SkuMeter", line.sku().meter());
        set("x_ProviderRequestId", line.request());
        set("x_ChargeKey", line.key());
        set("x_CorrectionOf", line.corrects());
        out.write(String.join(",", row));
        out.write('\n');
        lines++;
    }

    private void charge(Billed line) {
        LocalDate month = line.day().withDayOfMonth(1);
        String cost = BigDecimal.valueOf(line.nanos(), 9).stripTrailingZeros().toPlainString();
        set("BilledCost", cost);
        set("EffectiveCost", cost);
        set("ListCost", cost);
        set("ContractedCost", cost);
        set("BillingCurrency", line.currency());
        set("BillingPeriodStart", month + "T00:00:00Z");
        set("BillingPeriodEnd", month.plusMonths(1) + "T00:00:00Z");
        set("ChargePeriodStart", line.day() + "T00:00:00Z");
        set("ChargePeriodEnd", line.day().plusDays(1) + "T00:00:00Z");
        set("ChargeCategory", line.category());
        set("ChargeClass", line.corrects() == null ? "" : "Correction");
        set("ChargeFrequency", "Usage-Based");
    }

    private void quantity(Billed line) {
        String quantity = line.quantity().toString();
        String price = BigDecimal.valueOf(line.sku().unitNanos(), 9)
                .stripTrailingZeros()
                .toPlainString();
        set("ConsumedQuantity", quantity);
        set("ConsumedUnit", line.sku().unit());
        set("PricingQuantity", quantity);
        set("PricingUnit", line.sku().unit());
        set("PricingCategory", "Standard");
        set("ListUnitPrice", price);
        set("ContractedUnitPrice", price);
    }

    private static final java.util.Map<String, Integer> PLACES = java.util.stream.IntStream.range(0, COLUMNS.size())
            .boxed()
            .collect(java.util.stream.Collectors.toMap(COLUMNS::get, place -> place));

    private void set(String column, String text) {
        row[PLACES.get(column)] = text == null ? "" : text;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
