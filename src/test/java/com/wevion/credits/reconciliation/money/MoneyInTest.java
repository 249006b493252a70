package com.wevion.credits.reconciliation.money;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.stripe.CallFault;
import com.wevion.credits.reconciliation.breaks.BreakState;
import com.wevion.credits.reconciliation.report.MoneyReport;
import com.wevion.credits.reconciliation.report.Report;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The money that Stripe received, gave back and paid out, against the books. */
class MoneyInTest {
    private final MoneyBook book = new MoneyBook();

    @AfterEach
    void close() {
        book.close();
    }

    @Test
    void whatAgreesIsToldToTheCent() {
        String payment = book.buys(10_000);
        book.paysABill(book.customer(), 2_345);
        book.till().simulator().refund(payment, 3_333);
        book.reverses(payment, "CLAWBACK", 3_333, 0);
        String payout = book.till().simulator().payOut();

        UUID run = book.compare();

        assertThat(book.told(run)).isEmpty();
        MoneyReport report = book.report(run);
        assertThat(report.notCompared()).isNull();
        assertThat(report.payments()).isEqualTo(2);
        assertThat(report.received()).isEqualTo("123.45");
        assertThat(report.booked()).isEqualTo("123.45");
        assertThat(report.difference()).isEqualTo("0");
        assertThat(report.returned()).isEqualTo("33.33");
        assertThat(report.takenBack()).isEqualTo("33.33");
        assertThat(report.returnedDifference()).isEqualTo("0");
        assertThat(report.breaks()).isZero();
        assertThat(report.balances())
                .containsExactly(new MoneyReport.Balance("USD", 2, "123.45", "33.33", "0", "4.18", "85.94"));
        assertThat(report.payouts())
                .containsExactly(new MoneyReport.Payout(
                        payout,
                        LocalDate.parse("2026-08-03"),
                        LocalDate.parse("2026-08-05"),
                        "in_transit",
                        "USD",
                        "85.94",
                        3L,
                        "90.12",
                        "4.18",
                        "85.94",
                        "0"));
    }

    @Test
    void aPaymentOfAPurchaseThatNoEntryBooks() {
        String payment = book.till().pay(UUID.randomUUID(), 500);

        UUID run = book.compare();

        assertThat(book.told(run)).containsExactly("RECEIVED_NOT_BOOKED " + payment + " 5 null 5");
        assertThat(book.report(run).difference()).isEqualTo("5");
    }

    @Test
    void aPaymentOfATeamsBillThatNoEntryBooks() {
        String payment = book.till().pay(book.customer(), null, 700, "usd");

        assertThat(book.told(book.compare())).containsExactly("RECEIVED_NOT_BOOKED " + payment + " 7 null 7");
    }

    @Test
    void aPaymentThatMayBeOnItsWayToTheBooksWaits() {
        book.wait(Duration.ofHours(11).plusMinutes(50));
        book.till().pay(UUID.randomUUID(), 500);
        book.wait(Duration.ofMinutes(-50));

        UUID run = book.compare();

        assertThat(book.told(run)).isEmpty();
        assertThat(book.report(run).received()).isEqualTo("0");
    }

    @Test
    void whatWentBackBeforeItWasBookedIsNoBreak() {
        String payment = book.till().pay(UUID.randomUUID(), 500);
        book.till().simulator().refund(payment, 500);

        assertThat(book.told(book.compare())).isEmpty();
    }

    @Test
    void anEntryWhosePaymentStripeHasNotReceived() {
        book.books(UUID.randomUUID(), "pi_invented", 500);

        UUID run = book.compare();

        assertThat(book.told(run)).containsExactly("BOOKED_NOT_RECEIVED pi_invented null 5 -5");
        assertThat(book.report(run).difference()).isEqualTo("-5");
    }

    @Test
    void anotherAmountThanIsBooked() {
        UUID purchase = UUID.randomUUID();
        String payment = book.till().pay(purchase, 499);
        book.books(purchase, payment, 500);

        UUID run = book.compare();

        assertThat(book.told(run)).containsExactly("RECEIVED_DIFFERS " + payment + " 4.99 5 -0.01");
        assertThat(book.report(run).difference()).isEqualTo("-0.01");
    }

    @Test
    void anotherCurrencyThanIsBooked() {
        UUID purchase = UUID.randomUUID();
        String payment = book.till().pay(book.till().customer(), purchase, 500, "eur");
        book.books(purchase, payment, 500);

        UUID run = book.compare();

        assertThat(book.told(run)).containsExactly("RECEIVED_DIFFERS " + payment + " 5 5 null");
        assertThat(book.breaks(run).get(0).billedUnit()).isEqualTo("EUR");
    }

    @Test
    void moneyThatWentBackAndWasNotTakenBack() {
        String payment = book.buys(10_000);
        book.till().simulator().refund(payment, 2_500);
        book.reverses(payment, "CLAWBACK", 2_000, 0);

        UUID run = book.compare();

        assertThat(book.told(run)).containsExactly("RETURNED_DIFFERS " + payment + " 25 20 -5");
        assertThat(book.report(run).returnedDifference()).isEqualTo("-5");
    }

    @Test
    void creditsThatWereTakenBackForNothing() {
        String payment = book.buys(10_000);
        String refund = book.till().simulator().refund(payment, 2_500);
        book.reverses(payment, "CLAWBACK", 2_500, 0);
        book.till().simulator().failRefund(refund);

        assertThat(book.told(book.compare())).containsExactly("RETURNED_DIFFERS " + payment + " 0 25 25");

        book.reverses(payment, "REINSTATEMENT", 2_500, 0);

        assertThat(book.told(book.compare())).isEmpty();
    }

    @Test
    void whatADisputeHasTakenIsFrozen() {
        String payment = book.buys(10_000);
        String dispute = book.till().simulator().dispute(payment);
        book.reverses(payment, "FREEZE", 10_000, 10_000);

        assertThat(book.told(book.compare())).isEmpty();

        book.till().simulator().closeDispute(dispute, false);
        book.reverses(payment, "CLAWBACK", 10_000, 0);

        assertThat(book.told(book.compare())).isEmpty();
    }

    @Test
    void whatIsNotOursIsOnlyTold() {
        book.till().pay(book.till().customer(), null, 999, "usd");
        book.till().pay(book.till().customer(), null, 500, "jpy");
        book.booksABill("in_paid_by_transfer", 123);

        UUID run = book.compare();

        assertThat(book.told(run)).isEmpty();
        assertThat(book.report(run).others())
                .containsExactly(new MoneyReport.Other("JPY", 1, "500"), new MoneyReport.Other("USD", 1, "9.99"));
        assertThat(book.report(run).outside()).isEqualTo(new MoneyReport.Other("USD", 1, "1.23"));
        assertThat(book.report(run).received()).isEqualTo("0");
    }

    @Test
    void aPayoutThatIsNotTheSumOfWhatIsInIt() {
        book.buys(10_000);
        String payout = book.till().simulator().payOut();
        book.till().simulator().change(payout, made -> made.put("amount", 9_000));

        UUID run = book.compare();

        assertThat(book.told(run)).containsExactly("PAYOUT_DIFFERS " + payout + " 90 96.8 -6.8");
        assertThat(book.report(run).breaks()).isEqualTo(1);
    }

    @Test
    void theDifferenceIsTheSumOfTheBreaks() {
        book.buys(10_000);
        book.till().pay(UUID.randomUUID(), 501);
        book.books(UUID.randomUUID(), "pi_invented", 77);
        UUID purchase = UUID.randomUUID();
        book.books(purchase, book.till().pay(purchase, 1_000), 999);

        UUID run = book.compare();

        assertThat(book.breaks(run).stream()
                        .map(found -> new BigDecimal(found.variance()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("4.25");
        assertThat(book.report(run).received()).isEqualTo("115.01");
        assertThat(book.report(run).booked()).isEqualTo("110.76");
        assertThat(book.report(run).difference()).isEqualTo("4.25");
    }

    @Test
    void theSumsOfOpenBreaksCountItsBreaksAndAddUpOnlyWhatProvidersBill() {
        book.till().pay(UUID.randomUUID(), 501);
        book.tamper("""
                INSERT INTO reconciliation_break (id, provider, cause, key, day, variance_nanos, currency, first_seen_at, first_run, last_run)
                VALUES (gen_random_uuid(), 'ACME', 'UNKNOWN_SKU', '2026-07-15|IMAGE', '2026-07-15', 7000000000, 'USD', '2026-08-02T00:00:00Z',
                        gen_random_uuid(), gen_random_uuid())""");

        Report report = book.wholeReport(book.compare());

        assertThat(report.openBreaks().opened()).isEqualTo(new Report.BreakSum(2, "7"));
        assertThat(report.openBreaks().open()).isEqualTo(new Report.BreakSum(2, "7"));
        assertThat(report.states()).containsExactly(new Report.StateSum(BreakState.OPEN, 2, "7"));
        assertThat(report.ageing()).startsWith(new Report.Age("0-7", 2, "7"));
    }

    @Test
    void aBreakClosesOnceItAgreesAndNotWhileStripeIsAway() {
        UUID purchase = UUID.randomUUID();
        String payment = book.till().pay(purchase, 500);
        book.compare();
        book.books(purchase, payment, 500);
        book.till().simulator().weather().failCalls(1_000, "/v1/", CallFault.RESET_BEFORE);

        UUID away = book.compare();

        assertThat(book.report(away).notCompared()).contains("Stripe does not answer");
        assertThat(book.states()).containsExactly("OPEN");

        book.till().simulator().weather().clear();
        book.compare();

        assertThat(book.states()).containsExactly("RESOLVED");
    }
}
