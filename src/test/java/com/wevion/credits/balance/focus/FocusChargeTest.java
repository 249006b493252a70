package com.wevion.credits.balance.focus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.book.EntryRecord;
import com.wevion.credits.ledger.book.EntryType;
import com.wevion.credits.ledger.book.ReferenceKind;
import com.wevion.credits.platform.Invalid;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kinds of entries in the terms of FOCUS. */
class FocusChargeTest {
    private static final Instant OCTOBER = Instant.parse("2026-10-31T23:59:59.999999Z");
    private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");
    private static final String STARTER = "{\"package\":\"STARTER\",\"price\":\"4.5\",\"catalogVersion\":3}";

    private static EntryRecord entry(
            AccountKind account,
            EntryType type,
            Instant at,
            long units,
            String service,
            Long quantity,
            String explanation) {
        String engine = service == null ? null : "DEFAULT";
        return new EntryRecord(
                account,
                7,
                UUID.randomUUID(),
                at,
                type,
                ReferenceKind.ADJUSTMENT,
                units,
                0,
                0,
                null,
                service,
                engine,
                quantity,
                explanation);
    }

    private static EntryRecord purchase(Instant at) {
        return entry(AccountKind.CREDITS, EntryType.PURCHASE, at, 5_000_000_000L, null, null, STARTER);
    }

    @Test
    void aPurchaseIsBilledAndHasNoEffectiveCost() {
        FocusRow row = FocusCharge.of(purchase(OCTOBER), null);

        assertThat(row.get("ChargeCategory")).isEqualTo("Purchase");
        assertThat(row.get("BilledCost")).isEqualTo("4.5");
        assertThat(row.get("EffectiveCost")).isEqualTo("0.0");
        assertThat(row.get("SkuPriceId")).isEqualTo("CREDITS/STARTER/3");
        assertThat(row.get("SkuPriceDetails")).isEqualTo("{\"x_Package\":\"STARTER\"}");
    }

    @Test
    void usagePaidByCreditsIsPricedInTheVirtualCurrency() {
        FocusRow row = FocusCharge.of(
                entry(
                        AccountKind.CREDITS,
                        EntryType.USAGE,
                        OCTOBER,
                        -63_000_000,
                        "CHAT",
                        3_000L,
                        "{\"catalogVersion\":1}"),
                null);

        assertThat(row.get("BilledCost")).isEqualTo("0.0");
        assertThat(row.get("EffectiveCost")).isEqualTo("0.063");
        assertThat(row.get("PricingCurrency")).isEqualTo("credits");
        assertThat(row.get("PricingCurrencyEffectiveCost")).isEqualTo("63.0");
        assertThat(row.get("ConsumedQuantity")).isEqualTo("3000.0");
        assertThat(row.get("ConsumedUnit")).isEqualTo("Tokens");
        assertThat(row.get("SkuPriceDetails")).isEqualTo("{\"x_Service\":\"CHAT\",\"x_Engine\":\"DEFAULT\"}");
    }

    @ParameterizedTest
    @CsvSource({
        // service, quantity, unit size, unit price, billing, charged nanos, pricing quantity, pricing unit, list unit
        // price
        "IMAGE, 10, 1, 0.03, PRO_RATA, 300000000, 10.0, Images, 0.03",
        "TTS, 1500, 1000, 0.3, PRO_RATA, 450000000, 1.5, 1000 Characters, 0.3",
        "AVATAR, 31, 30, 0.5, STARTED, 1000000000, 2.0, 30 Seconds, 0.5",
        "IMAGE, 10, 1, 0.03, PRO_RATA, 250000000, 1.0, Units, 0.25",
        "TTS, 1, 3, 0.000000001, PRO_RATA, 1, 1.0, Units, 0.000000001",
        "IMAGE_RESIZE, 4, 1, 0, PRO_RATA, 0, 4.0, Images, 0.0"
    })
    void meteredUsageIsPricedByItsUnitWhereThatIsExact(
            String service,
            long quantity,
            long size,
            String unitPrice,
            String billing,
            long nanos,
            String priced,
            String unit,
            String price) {
        String explanation = "{\"unitPrice\":\"%s\",\"unitSize\":%d,\"billing\":\"%s\",\"catalogVersion\":1}"
                .formatted(unitPrice, size, billing);

        FocusRow row = FocusCharge.of(
                entry(AccountKind.CREATIVE, EntryType.USAGE, OCTOBER, -nanos, service, quantity, explanation), null);

        assertThat(row.get("PricingQuantity")).isEqualTo(priced);
        assertThat(row.get("PricingUnit")).isEqualTo(unit);
        assertThat(row.get("ListUnitPrice")).isEqualTo(price);
        assertThat(row.get("BilledCost")).isEqualTo(row.get("EffectiveCost")).isEqualTo(row.get("ListCost"));
    }

    private static FocusReturn returned(boolean back, long credits, long goneBefore, String price, Instant boughtAt) {
        return new FocusReturn(
                UUID.randomUUID(),
                NOVEMBER,
                "REFUND",
                back,
                credits,
                goneBefore,
                5_000_000_000L,
                new BigDecimal(price),
                "STARTER",
                3,
                boughtAt,
                "pi_1");
    }

    @Test
    void aRefundIsANegativePurchaseAndACorrectionOnceTheMonthIsOver() {
        EntryRecord refund =
                entry(AccountKind.CREDITS, EntryType.CLAWBACK, NOVEMBER, -1, null, null, "{\"credits\":\"2500\"}");

        FocusRow later = FocusCharge.of(refund, returned(true, 2_500_000_000L, 0, "4.5", OCTOBER));
        FocusRow sameMonth = FocusCharge.of(refund, returned(true, 2_500_000_000L, 0, "4.5", NOVEMBER));

        assertThat(later.get("BilledCost")).isEqualTo("-2.25").isEqualTo(later.get("ListCost"));
        assertThat(later.get("ChargeClass")).isEqualTo("Correction");
        assertThat(later.get("SkuPriceId")).isEqualTo("CREDITS/STARTER/3");
        assertThat(sameMonth.get("ChargeClass")).isNull();
        assertThat(later.get("PricingQuantity")).isEqualTo("-1.0");
    }

    @Test
    void thePartsOfAPurchaseThatGoBackComeToItsWholePrice() {
        // 5.95 was paid for 5.00; 1.98, 1.98 and 1.99 go back, and the last of them comes again.
        List<FocusReturn> parts = List.of(
                returned(true, 1_663_865_546L, 0, "5", OCTOBER),
                returned(true, 1_663_865_546L, 1_663_865_546L, "5", OCTOBER),
                returned(true, 1_672_268_908L, 3_327_731_092L, "5", OCTOBER),
                returned(false, 1_672_268_908L, 5_000_000_000L, "5", OCTOBER));

        assertThat(parts)
                .extracting(FocusReturn::billed)
                .map(BigDecimal::toPlainString)
                .containsExactly("-1.66", "-1.67", "-1.67", "1.67");
    }

    @Test
    void aDebtThatAPurchasePaysIsNoCharge_D15() {
        FocusRow row = FocusCharge.of(
                entry(
                        AccountKind.CREDITS,
                        EntryType.CLAWBACK,
                        OCTOBER,
                        -63_000_000,
                        null,
                        null,
                        "{\"reason\":\"DEBT\",\"paidBy\":\"" + UUID.randomUUID() + "\"}"),
                null);

        assertThat(row.get("ChargeCategory")).isEqualTo("Adjustment");
        assertThat(row.get("BilledCost")).isEqualTo("0.0").isEqualTo(row.get("EffectiveCost"));
    }

    @ParameterizedTest
    @EnumSource(EntryType.class)
    void everyTypeOfEntryIsSomethingOnEitherAccount(EntryType type) {
        for (AccountKind account : AccountKind.values()) {
            String service = type == EntryType.USAGE ? "IMAGE" : null;
            FocusRow row = FocusCharge.of(entry(account, type, OCTOBER, -1, service, 1L, "{}"), null);

            assertThat(row.get("ChargeCategory")).isNotNull();
            assertThat(row.get("BilledCost")).isNotNull();
        }
    }

    @Test
    void anAdjustmentOfCreditsCostsNobodyMoneyAndOneOfMeteredUsageDoes() {
        FocusRow credits = FocusCharge.of(
                entry(AccountKind.CREDITS, EntryType.ADJUSTMENT, OCTOBER, 5_000_000, null, null, "{}"), null);
        FocusRow metered = FocusCharge.of(
                entry(AccountKind.CREATIVE, EntryType.ADJUSTMENT, OCTOBER, -1_500_000_000, null, null, "{}"), null);

        assertThat(credits.get("ChargeCategory")).isEqualTo("Credit");
        assertThat(credits.get("BilledCost")).isEqualTo("0.0");
        assertThat(metered.get("ChargeCategory")).isEqualTo("Adjustment");
        assertThat(metered.get("BilledCost")).isEqualTo("1.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-13", "2026-1", "0000-01", "October", "2026-10-01", ""})
    void refusesWhatIsNoMonth(String text) {
        assertThatThrownBy(() -> FocusMonth.parse(text)).isInstanceOf(Invalid.class);
    }

    @Test
    void aMonthEndsWhereTheNextOneBegins() {
        assertThat(FocusMonth.parse("2026-12").end()).isEqualTo("2027-01-01T00:00:00Z");
        assertThat(FocusMonth.of(OCTOBER)).isEqualTo(FocusMonth.parse("2026-10"));
        assertThat(FocusMonth.of(NOVEMBER)).isEqualTo(FocusMonth.parse("2026-11"));
    }

    @Test
    void version1_2NamesTheProviderAndThePublisher() {
        assertThat(FocusVersion.parse(null)).isEqualTo(FocusVersion.parse("1.2"));
        assertThat(FocusVersion.parse("1.2").columns())
                .contains("ProviderName", "PublisherName", "InvoiceId")
                .doesNotContain("ServiceProviderName", "HostProviderName", "InvoiceDetailId");
    }

    @Test
    void version1_4NamesTheServiceProviderAndTheHostAndTheLineOfTheInvoice() {
        assertThat(FocusVersion.parse("1.4").columns())
                .contains("ServiceProviderName", "HostProviderName", "InvoiceDetailId", "InvoiceId")
                .doesNotContain("ProviderName", "PublisherName");
    }

    @ParameterizedTest
    @EnumSource(FocusVersion.class)
    void aRowHasACellForEachColumnOfItsVersion(FocusVersion version) {
        FocusRow row = FocusCharge.of(purchase(OCTOBER), null);

        assertThat(row.cells(version)).hasSameSizeAs(version.columns());
        assertThat(row.cells(version).get(version.columns().indexOf("BilledCost")))
                .isEqualTo("4.5");
        assertThat(row.cells(version).get(version.columns().indexOf("SkuPriceId")))
                .isEqualTo("CREDITS/STARTER/3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.0", "1.3", "1.20", "latest"})
    void refusesAVersionThatIsNotWritten(String version) {
        assertThatThrownBy(() -> FocusVersion.parse(version)).isInstanceOf(Invalid.class);
    }
}
