package com.wevion.credits.billing;

import com.stripe.model.Invoice;
import com.stripe.model.InvoicePayment;
import com.wevion.credits.ledger.Ledger;
import com.wevion.credits.ledger.book.EntryType;
import com.wevion.credits.ledger.book.ReferenceKind;
import com.wevion.credits.ledger.operation.Posting;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.OneLine;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.stripe.Cents;
import com.wevion.credits.stripe.Stripe;
import com.wevion.credits.stripe.StripeEvent;
import com.wevion.credits.stripe.StripeHandler;
import com.wevion.credits.stripe.StripeRefused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Takes a bill on: makes its invoice, asks Stripe what became of it, and does what that asks for. Whoever asks, however often and
 * at the same moment: a paid bill is credited once, since the entry has the bill's id.
 */
@ApplicationScoped
class BillPayments implements StripeHandler {
    private static final Logger LOG = Logger.getLogger(BillPayments.class.getName());
    private static final String FAILED = "invoice.payment_failed";
    private static final Set<String> EVENTS =
            Set.of("invoice.paid", FAILED, "invoice.voided", "invoice.marked_uncollectible");

    @Inject
    Stripe stripe;

    @Inject
    Invoices invoices;

    @Inject
    BillBook book;

    @Inject
    Ledger ledger;

    @Inject
    Clock clock;

    @Override
    public Set<String> types() {
        return EVENTS;
    }

    /** An event about an invoice: the invoice itself is asked for, whatever the event says of it. */
    @Override
    public void handle(StripeEvent event) {
        Invoice invoice = invoices.retrieve(event.objectId());
        Optional<Bill> found =
                Ids.find(invoice.getMetadata().get(Invoices.BILL)).flatMap(book::find);
        if (found.isEmpty()) {
            LOG.log(Level.FINE, "The invoice of event {0} belongs to no bill", event.id());
            return;
        }
        // It may come before the answer to our request was recorded.
        Bill bill = found.get();
        book.invoiced(bill.id(), invoice.getId());
        settle(book.find(bill.id()).orElseThrow(), invoice);
        if (FAILED.equals(event.type()) && "open".equals(invoice.getStatus())) {
            book.failed(bill.id());
        }
    }

    /**
     * The bill after another attempt.
     *
     * @throws Unavailable if Stripe does not answer; a retry continues from here
     */
    Bill advance(Bill bill) {
        if (!bill.isOver()) {
            try {
                Invoice invoice = bill.status() == BillStatus.PENDING
                        ? invoices.finish(bill)
                        : invoices.retrieve(bill.stripeInvoice());
                settle(book.find(bill.id()).orElseThrow(), invoice);
            } catch (StripeRefused e) {
                problem(bill, "Stripe refuses it: " + e.getMessage());
            }
        }
        return book.find(bill.id()).orElseThrow();
    }

    private void problem(Bill bill, String problem) {
        LOG.log(Level.SEVERE, "Bill {0} is stuck: {1}", new Object[] {bill.id(), OneLine.of(problem)});
        book.problem(bill.id(), OneLine.of(problem));
    }

    private void settle(Bill bill, Invoice invoice) {
        if (!invoice.getId().equals(bill.stripeInvoice())) {
            LOG.log(Level.SEVERE, "Bill {0} already has an invoice other than {1}", new Object[] {
                bill.id(), invoice.getId()
            });
            return;
        }
        if (Invoices.isDraft(invoice)) {
            if (invoice.getTotal() != bill.amountCents()) {
                problem(bill, "its invoice comes to " + invoice.getTotal() + " cents instead of " + bill.amountCents());
            }
            return;
        }
        Long due = invoice.getDueDate();
        book.opened(bill.id(), invoice.getHostedInvoiceUrl(), due == null ? null : Instant.ofEpochSecond(due));
        switch (invoice.getStatus()) {
            case "paid" -> paid(bill, invoice);
            case "void" -> book.voided(bill.id());
            case "uncollectible" -> {
                book.failed(bill.id());
                book.problem(bill.id(), "Stripe has it marked as uncollectible.");
            }
            default -> {
                if (Boolean.TRUE.equals(invoice.getAttempted())) {
                    book.failed(bill.id());
                }
            }
        }
    }

    private void paid(Bill bill, Invoice invoice) {
        if (bill.status() == BillStatus.PAID) {
            return;
        }
        String mismatch = mismatch(bill, invoice);
        if (mismatch != null) {
            LOG.log(Level.SEVERE, "Bill {0} is not credited: {1}", new Object[] {bill.id(), mismatch});
            book.quarantine(bill.id(), mismatch);
            return;
        }
        String payment = payment(invoice);
        String explanation = Json.write(Map.of(
                "bill", bill.number(),
                "amount", Cents.format(bill.amountCents()),
                "stripeInvoice", invoice.getId(),
                "stripePayment", payment));
        ledger.post(Posting.of(
                        EntryType.PAYMENT, ReferenceKind.CREATIVE_BILL, bill.id(), bill.accountId(), bill.amountNanos())
                .explained(explanation)
                .with(new PaidBill(bill.id(), payment, clock.instant())));
    }

    /** The reason why the payment does not match the bill; null if it does. */
    private String mismatch(Bill bill, Invoice invoice) {
        if (bill.status() == BillStatus.VOID) {
            return "paid although it was void";
        }
        if (invoice.getLivemode() != stripe.isLive()) {
            return "paid in the other mode, live or test";
        }
        if (!"usd".equals(invoice.getCurrency())) {
            return "paid in " + invoice.getCurrency() + " instead of usd";
        }
        Long net = invoice.getTotalExcludingTax() == null ? invoice.getTotal() : invoice.getTotalExcludingTax();
        if (net != bill.amountCents()) {
            return "paid for " + net + " cents instead of " + bill.amountCents();
        }
        return paidCents(invoice) == invoice.getTotal()
                ? null
                : "paid " + paidCents(invoice) + " cents of " + invoice.getTotal();
    }

    private static long paidCents(Invoice invoice) {
        Long offStripe = invoice.getAmountPaidOffStripe();
        long paid = invoice.getAmountPaid();
        return paid < invoice.getTotal() && offStripe != null ? paid + offStripe : paid;
    }

    /** Stripe's reference of the payment; of what was paid outside of Stripe the invoice. */
    private static String payment(Invoice invoice) {
        if (invoice.getPayments() == null) {
            return invoice.getId();
        }
        return invoice.getPayments().getData().stream()
                .filter(payment -> "paid".equals(payment.getStatus()))
                .map(InvoicePayment::getPayment)
                .flatMap(payment -> Stream.of(payment.getPaymentIntent(), payment.getCharge()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(invoice.getId());
    }
}
