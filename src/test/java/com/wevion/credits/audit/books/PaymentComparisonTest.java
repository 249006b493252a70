package com.wevion.credits.audit.books;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.stripe.CallFault;
import com.wevion.credits.stripe.SimulatedPayments;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each payment at Stripe has exactly one PURCHASE entry of its amount, and each PURCHASE entry its payment. */
class PaymentComparisonTest {
    private static final long CREDITS = 5_000_000_000L;

    private final AuditedBook audited = new AuditedBook();
    private final LedgerAudit audit = audited.ledgerAudit(SimulatedPayments.of(audited.stripe));
    private final UUID purchase = UUID.randomUUID();

    /** The entries that the book begins with are of no purchase. */
    @BeforeEach
    void beginWithoutPurchases() {
        audited.tamper("UPDATE entry SET type = 'ADJUSTMENT'");
    }

    @AfterEach
    void close() {
        audited.close();
    }

    private AuditResult result() {
        return audited.audit(audit);
    }

    private List<String> problems() {
        return result().violations().stream()
                .filter(violation -> violation.check().equals(PaymentComparison.CHECK))
                .map(Violation::detail)
                .toList();
    }

    @Test
    void findsNothingWherePaymentsAndEntriesAgree() {
        audited.book(purchase, audited.pay(purchase, 500), 500, CREDITS);

        assertThat(problems()).isEmpty();
        assertThat(result().payments()).isEqualTo(1);
        assertThat(result().notCompared()).isNull();
    }

    @Test
    void looksAtAutomaticTopUpsAsWell() {
        audited.book(purchase, audited.payBySavedCard(purchase, 500), 500, CREDITS);
        UUID other = UUID.randomUUID();
        String notBooked = audited.payBySavedCard(other, 700);

        assertThat(result().payments()).isEqualTo(2);
        assertThat(problems())
                .containsExactly("Payment " + notBooked + " of 700 usd cents for purchase " + other
                        + " is for a purchase that there is not");
    }

    @Test
    void asksForThePaymentOfAnEntryThatIsNotAmongThoseOfTheTime() {
        audited.book(purchase, audited.pay(purchase, 500), 500, CREDITS);
        audit.lookbackDays = -2;

        assertThat(problems()).isEmpty();
        assertThat(result().payments()).isEqualTo(1);
    }

    @Test
    void findsAPaymentWithoutAnEntry() {
        String intent = audited.pay(purchase, 500);
        audited.book(purchase, "pi_other", 500, CREDITS);
        audited.tamper("DELETE FROM entry WHERE type = 'PURCHASE'");
        audit.graceMinutes = -1;

        assertThat(problems())
                .containsExactly(
                        "Payment " + intent + " of 500 usd cents for purchase " + purchase + " has no PURCHASE entry");
    }

    @Test
    void leavesTimeToAPaymentThatWasJustMade() {
        audited.pay(purchase, 500);
        audited.book(purchase, "pi_other", 500, CREDITS);
        audited.tamper("DELETE FROM entry WHERE type = 'PURCHASE'");
        audit.graceMinutes = 15;

        assertThat(problems()).isEmpty();
    }

    @Test
    void findsAPaymentForAPurchaseThatThereIsNot() {
        audited.pay(purchase, 500);

        assertThat(problems()).singleElement().asString().endsWith("is for a purchase that there is not");
    }

    @Test
    void findsAnEntryWithoutAPayment() {
        audited.book(purchase, "pi_unheard_of", 500, CREDITS);
        UUID other = UUID.randomUUID();
        audited.tamper(audited.entry(other, CREDITS));

        assertThat(problems())
                .containsExactlyInAnyOrder(
                        "The PURCHASE entry of " + purchase
                                + " is of payment pi_unheard_of, which Stripe has not received",
                        "The PURCHASE entry of " + other + " is of no payment");
    }

    @Test
    void findsAWrongAmountOnEitherSide() {
        audited.book(purchase, audited.pay(purchase, 400), 500, CREDITS);
        UUID other = UUID.randomUUID();
        audited.book(other, audited.pay(other, 500), 500, CREDITS + 1);

        assertThat(problems())
                .hasSize(2)
                .anyMatch(problem -> problem.endsWith(purchase + " is booked as 500 usd cents"))
                .anyMatch(problem ->
                        problem.endsWith(other + " has an entry of 5000000001 micro-credits instead of 5000000000"));
    }

    @Test
    void findsAPurchaseThatWasPaidTwice() {
        String first = audited.pay(purchase, 500);
        audited.pay(purchase, 500);
        audited.book(purchase, first, 500, CREDITS);

        assertThat(problems())
                .singleElement()
                .asString()
                .endsWith("has no PURCHASE entry: that of the purchase is of " + first);
    }

    @Test
    void findsTwoEntriesOfOnePayment() {
        audited.book(purchase, audited.pay(purchase, 500), 500, CREDITS);
        audited.tamper(
                "INSERT INTO entry SELECT account_id + 1, sequence, operation_id, at, type, reference_kind, amount_units,"
                        + " balance_after_units, shortfall_units, user_id, service, engine, quantity, explanation, hash FROM entry"
                        + " WHERE type = 'PURCHASE'");

        assertThat(problems()).singleElement().asString().endsWith("has 2 PURCHASE entries");
    }

    @Test
    void leavesToBreaksWhatTheyTellOfAPayment() {
        String notBooked = audited.pay(UUID.randomUUID(), 500);
        String other = audited.pay(UUID.randomUUID(), 500);
        audited.book(purchase, "pi_unheard_of", 500, CREDITS);
        audited.tamper("UPDATE account SET held_units = 7 WHERE kind = 'CREATIVE'");
        UUID run = UUID.randomUUID();
        AuditResult before = result();
        audit.store(run, before);

        audit.leaveToBreaks(run, Set.of(notBooked, "pi_unheard_of", "pi_of_no_finding"));

        AuditResult after = audit.of(run).orElseThrow();
        assertThat(before.violations())
                .filteredOn(violation -> !after.violations().contains(violation))
                .extracting(Violation::detail)
                .hasSize(2)
                .anyMatch(detail -> detail.contains(notBooked))
                .anyMatch(detail -> detail.contains("pi_unheard_of"));
        assertThat(after.violations()).anyMatch(violation -> violation.detail().contains(other));
        assertThat(after.violations()).anyMatch(violation -> violation.check().equals("held_is_sum_of_open_holds"));
        assertThat(after.payments()).isEqualTo(before.payments());
    }

    @Test
    void readsAllPagesAndSaysSoIfThereAreMore() {
        for (int number = 0; number < 101; number++) {
            audited.pay(UUID.randomUUID(), 500);
        }

        assertThat(problems()).hasSize(101);
        audit.payments = SimulatedPayments.of(audited.stripe, 1);
        assertThat(problems()).isEmpty();
        assertThat(result().notCompared())
                .isEqualTo("not compared: Stripe has more payments of the time than 1 pages of 100");
    }

    @Test
    void saysThatNothingWasComparedWhenStripeDoesNotAnswer() {
        audited.stripe.weather().failCalls(3, "GET /v1/checkout/sessions", CallFault.ERROR_BEFORE);

        AuditResult result = result();

        assertThat(result.notCompared()).startsWith("not compared: Stripe");
        assertThat(result.payments()).isZero();
    }
}
