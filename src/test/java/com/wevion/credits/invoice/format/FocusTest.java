package com.wevion.credits.invoice.format;

import static com.wevion.credits.invoice.format.FocusFiles.file;
import static com.wevion.credits.invoice.format.FocusFiles.usage;
import static com.wevion.credits.invoice.format.FocusFiles.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FocusTest {
    private static Reading read(String text) {
        return Reading.of(Format.FOCUS, text);
    }

    @Test
    void takesARowAsItIsMeant() {
        Charge charge = read(file(usage("INV-1", "2026-10-01"))).only();
        assertThat(charge.line).isEqualTo(2);
        assertThat(charge.kind).isEqualTo(Charge.Kind.USAGE);
        assertThat(charge.invoiceId).isEqualTo("INV-1");
        assertThat(charge.account).isEqualTo("acct");
        assertThat(charge.day).isEqualTo(LocalDate.of(2026, 10, 1));
        assertThat(charge.lastDay).isEqualTo(LocalDate.of(2026, 10, 1));
        assertThat(charge.sku).isEqualTo("gpt-4o");
        assertThat(charge.measure).isEqualTo(InvoiceMeasure.INPUT_TOKEN);
        assertThat(charge.quantity).isEqualByComparingTo("1000");
        assertThat(charge.costNanos).isEqualTo(9_000_000_000L);
        assertThat(charge.currency).isEqualTo("USD");
        assertThat(charge.requestId).isEqualTo("req-1");
    }

    @ParameterizedTest
    @CsvSource({
        "4/1/25, 2025-04-01",
        "4/1/2025, 2025-04-01",
        "2025-04-01, 2025-04-01",
        "2025-04-01 23:30:00, 2025-04-01",
        "2025-04-01T23:30:00Z, 2025-04-01",
        "2025-04-01T23:30:00.123456Z, 2025-04-01",
        "2025-04-01T23:30:00-04:00, 2025-04-02",
        "2025-04-01T01:30:00+0200, 2025-03-31",
        "2025-04-01 23:30:00 UTC, 2025-04-01"
    })
    void takesADateInEachOfItsForms(String text, LocalDate day) {
        String row = with("ChargePeriodStart", text).replace("2026-10-01", "");
        assertThat(read(file(row)).only().day).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-01T07:00:00Z, 2026-10-02T07:00:00Z, 2026-10-01T07:00:00Z, 2026-10-02T07:00:00Z",
        "2026-10-01T00:00:00-07:00, 2026-10-02T00:00:00-07:00, 2026-10-01T07:00:00Z, 2026-10-02T07:00:00Z",
        "2026-10-02 00:00:00 +08:00, 2026-10-02 23:59:59 +08:00, 2026-10-01T16:00:00Z, 2026-10-02T16:00:00Z",
        "2026-10-01T00:00:00Z, 2026-10-01T01:00:00Z, 2026-10-01T00:00:00Z, 2026-10-01T01:00:00Z",
        "2026-10-01T00:00:00Z, 2026-10-31T23:59:59Z, , ",
        "2026-10-01, 2026-11-01, , ",
    })
    void keepsTheTimeOfAChargeUnlessItIsWholeDays(String from, String to, Instant startsAt, Instant endsAt) {
        Charge charge = read(file(usage("INV-1", "DAY").replace("DAY,DAY", from + "," + to)))
                .only();
        assertThat(charge.startsAt).isEqualTo(startsAt);
        assertThat(charge.endsAt).isEqualTo(endsAt);
    }

    @Test
    void takesTheEndOfAPeriodAsExclusive() {
        Charge charge =
                read(file(with("ChargePeriodEnd", "2026-11-01T00:00:00Z"))).only();
        assertThat(charge.lastDay).isEqualTo(LocalDate.of(2026, 10, 31));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BilledCost||BilledCost is missing",
                "BilledCost|NULL|BilledCost is missing",
                "BilledCost|free|BilledCost is not a number: free",
                "BilledCost|\"1234,56\"|BilledCost is not a number: 1234,56",
                "BilledCost|\"1,234\"|BilledCost is not a number: 1,234",
                "BilledCost|9300000000|BilledCost is out of range: 9300000000",
                "BilledCost|9200000000|the cost is more than 10000000 USD",
                "BilledCost|-10000000.000000001|the cost is more than 10000000 USD",
                "BilledCost|1e999|BilledCost is out of range: 1e999",
                "BillingCurrency|ZZZ|BillingCurrency is not a currency of ISO 4217: ZZZ",
                "BillingCurrency||BillingCurrency is missing",
                "ChargeCategory|Bonus|ChargeCategory is not one of FOCUS: Bonus",
                "ChargeClass|Fix|ChargeClass is not one of FOCUS: Fix",
                "ChargePeriodStart||ChargePeriodStart is missing",
                "ChargePeriodStart|2026-11-03|the charge ends before it starts",
                "ChargePeriodEnd|2026-09-30|the charge ends before it starts",
                "ConsumedQuantity|-5|ConsumedQuantity is negative and the row is no correction: -5",
                "ConsumedQuantity|many|ConsumedQuantity is not a number: many",
                "ConsumedQuantity|123456789012345678901234567890|ConsumedQuantity has more than 18 digits before the point"
            })
    void refusesARowWithSomethingThatCannotBe(String column, String value, String reason) {
        Reading reading = read(file(usage("INV-1", "2026-10-01"), with(column, value == null ? "" : value)));
        assertThat(reading.accepted).hasSize(1);
        assertThat(reading.reasons()).singleElement().asString().startsWith("line 3: " + reason);
    }

    @Test
    void takesTheLargestCostThatIsNoMistake() {
        assertThat(read(file(with("BilledCost", "-10000000"))).only().costNanos).isEqualTo(-Reading.MAX_COST_NANOS);
    }

    @Test
    void refusesARowWhoseInvoiceOrAccountHasANameThatIsTooLong() {
        String max = "\uD83D\uDCB0".repeat(200);
        assertThat(read(file(with("InvoiceId", max))).only().invoiceId).isEqualTo(max);
        assertThat(read(file(with("InvoiceId", max + "x"), with("BillingAccountId", max + "x")))
                        .reasons())
                .containsExactly(
                        "line 2: InvoiceId has more than 200 characters",
                        "line 3: BillingAccountId has more than 200 characters");
    }

    @ParameterizedTest
    @CsvSource({"01.04.2025", "2025-13-01", "13/1/25", "20250401", "tomorrow", "1999-12-31", "2025-04-01X00:00:00Z"})
    void refusesADateInNoFormThatIsKnown(String text) {
        assertThat(read(file(with("ChargePeriodStart", text))).reasons())
                .singleElement()
                .asString()
                .startsWith("line 2: ChargePeriodStart is not a date: " + text);
    }

    @Test
    void refusesUsageThatIsChargedForAVeryLongTime() {
        assertThat(read(file(with("ChargePeriodEnd", "2099-01-01"))).reasons())
                .singleElement()
                .asString()
                .startsWith("line 2: the charge is for more than 366 days: ");
    }

    @Test
    void refusesAChargeOfTheFuture() {
        String row = usage("INV-1", "2026-12-01");
        assertThat(read(file(row)).reasons())
                .containsExactly("line 2: the charge starts in the future: 2026-12-01T00:00:00Z");
    }

    @Test
    void takesANegativeQuantityOfACorrection() {
        String row = with("ChargeClass", "Correction").replace(",1000,", ",-1000,");
        Charge charge = read(file(row)).only();
        assertThat(charge.correction).isTrue();
        assertThat(charge.quantity).isEqualByComparingTo("-1000");
    }

    @Test
    void takesANegativeQuantityOfARefundInThePeriodOfItsPurchase() {
        String header = "BilledCost,BillingCurrency,ChargeCategory,ChargePeriodStart,PricingQuantity,PricingUnit\n";
        Reading reading =
                read(header + "-1.67,USD,Purchase,2026-10-01,-1,Packages\n1.67,USD,Purchase,2026-10-01,-1,Packages\n");

        assertThat(reading.accepted)
                .singleElement()
                .satisfies(row -> assertThat(row.quantity).isEqualByComparingTo("-1"));
        assertThat(reading.reasons())
                .containsExactly("line 3: PricingQuantity is negative and the row is no correction: -1");
    }
}
