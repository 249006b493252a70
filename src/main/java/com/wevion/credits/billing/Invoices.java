package com.wevion.credits.billing;

import com.stripe.model.Customer;
import com.stripe.model.Invoice;
import com.stripe.param.InvoiceCreateParams;
import com.stripe.param.InvoiceCreateParams.CollectionMethod;
import com.stripe.param.InvoiceCreateParams.PendingInvoiceItemsBehavior;
import com.stripe.param.InvoiceFinalizeInvoiceParams;
import com.stripe.param.InvoiceItemCreateParams;
import com.stripe.param.InvoiceLineItemListParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.InvoicePaymentListParams;
import com.stripe.param.InvoiceRetrieveParams;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.stripe.Customers;
import com.wevion.credits.stripe.Stripe;
import com.wevion.credits.stripe.StripeRefused;
import com.wevion.credits.team.Teams;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the invoice of a bill: a draft, its lines, then it is finished. Each request has an idempotency key of the bill, and a retry after
 * a crash first looks up what exists: Stripe keeps a key for a day only, and keeps the failure of a request as well, although it may have
 * done it. An invoice that does not add up to the amount of the bill is not finished.
 */
@ApplicationScoped
class Invoices {
    /** Names the bill, its team and its line on Stripe's objects. */
    static final String BILL = "billId";

    private static final String LINE = "line";
    private static final String CURRENCY = "usd";
    /** By which Stripe's clock may be behind. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final InvoiceRetrieveParams WITH_PAYMENTS =
            InvoiceRetrieveParams.builder().addExpand("payments").build();

    @Inject
    Stripe stripe;

    @Inject
    Customers customers;

    @Inject
    Teams teams;

    @Inject
    BillBook book;

    /** An invoice as it is now, with its payments. */
    Invoice retrieve(String invoiceId) {
        return stripe.ask(client -> client.v1().invoices().retrieve(invoiceId, WITH_PAYMENTS));
    }

    /** The invoice that a payment intent has paid. */
    Optional<Invoice> paidBy(String paymentIntent) {
        InvoicePaymentListParams ofIt = InvoicePaymentListParams.builder()
                .setPayment(InvoicePaymentListParams.Payment.builder()
                        .setType(InvoicePaymentListParams.Payment.Type.PAYMENT_INTENT)
                        .setPaymentIntent(paymentIntent)
                        .build())
                .build();
        return stripe.find(client -> client.v1().invoicePayments().list(ofIt), payment -> true)
                .map(payment -> retrieve(payment.getInvoice()));
    }

    /**
     * The finished invoice of a bill; resumes an earlier attempt that was cut off.
     *
     * @return still a draft, if it does not add up to the amount of the bill
     * @throws Unavailable if Stripe does not answer
     * @throws StripeRefused if Stripe does not do it
     */
    Invoice finish(Bill bill) {
        String customer = customers.of(bill.teamId());
        Invoice invoice = draft(bill, customer);
        book.invoiced(bill.id(), invoice.getId());
        if (!isDraft(invoice)) {
            return retrieve(invoice.getId());
        }
        addLines(bill, customer, invoice);
        Invoice whole = retrieve(invoice.getId());
        if (!isDraft(whole) || whole.getTotal() != bill.amountCents()) {
            return whole;
        }
        InvoiceFinalizeInvoiceParams on =
                InvoiceFinalizeInvoiceParams.builder().setAutoAdvance(true).build();
        stripe.ask(client ->
                client.v1().invoices().finalizeInvoice(invoice.getId(), on, Stripe.once(key(bill, "finalize"))));
        return retrieve(invoice.getId());
    }

    static boolean isDraft(Invoice invoice) {
        return "draft".equals(invoice.getStatus());
    }

    private Invoice draft(Bill bill, String customer) {
        if (bill.stripeInvoice() != null) {
            return retrieve(bill.stripeInvoice());
        }
        Optional<Invoice> earlier = bill.attempts() == 0 ? Optional.empty() : earlier(bill, customer);
        return earlier.orElseGet(() -> create(bill, customer));
    }

    /** The invoice that an earlier attempt made whose answer was lost. */
    private Optional<Invoice> earlier(Bill bill, String customer) {
        InvoiceListParams which = InvoiceListParams.builder()
                .setCustomer(customer)
                .setLimit(Stripe.PAGE)
                .setCreated(InvoiceListParams.Created.builder()
                        .setGte(bill.createdAt().minus(SKEW).getEpochSecond())
                        .build())
                .build();
        String id = bill.id().toString();
        return stripe.find(
                client -> client.v1().invoices().list(which),
                invoice -> id.equals(invoice.getMetadata().get(BILL)));
    }

    private Invoice create(Bill bill, String customer) {
        boolean automatic = bill.automatic() != null
                ? bill.automatic()
                : book.decide(bill.id(), canCharge(bill, customer)).automatic();
        InvoiceCreateParams.Builder invoice = InvoiceCreateParams.builder()
                .setCustomer(customer)
                .setCurrency(CURRENCY)
                .setAutoAdvance(false) // or Stripe finishes it by itself, with the lines it has then
                .setPendingInvoiceItemsBehavior(PendingInvoiceItemsBehavior.EXCLUDE)
                .setCollectionMethod(automatic ? CollectionMethod.CHARGE_AUTOMATICALLY : CollectionMethod.SEND_INVOICE)
                .setDescription("Creative usage, bill " + bill.number())
                .putAllMetadata(names(bill));
        if (!automatic) {
            invoice.setDaysUntilDue((long) bill.dueDays());
        }
        return stripe.ask(client -> client.v1().invoices().create(invoice.build(), Stripe.once(key(bill, "invoice"))));
    }

    private boolean canCharge(Bill bill, String customerId) {
        // What went back is not taken from the same card again without anybody being asked.
        boolean returned = linesOf(bill).stream().anyMatch(line -> line.item().type() == BilledItem.Type.RETURNED);
        if (returned || !teams.settings(bill.teamId()).autoBill()) {
            return false;
        }
        Customer customer = stripe.ask(client -> client.v1().customers().retrieve(customerId));
        return customer.getInvoiceSettings() != null
                && customer.getInvoiceSettings().getDefaultPaymentMethod() != null;
    }

    private void addLines(Bill bill, String customer, Invoice invoice) {
        Set<String> there = new HashSet<>(); // the invoice itself shows only the first ten of its lines
        stripe.find(
                client -> client.v1()
                        .invoices()
                        .lineItems()
                        .list(
                                invoice.getId(),
                                InvoiceLineItemListParams.builder()
                                        .setLimit(Stripe.PAGE)
                                        .build()),
                line -> {
                    there.add(line.getMetadata().get(LINE));
                    return false;
                });
        linesOf(bill).stream()
                .filter(line -> line.billedCents() != 0 && !there.contains(Integer.toString(line.number())))
                .forEach(line -> add(bill, customer, invoice.getId(), line));
    }

    private List<BillLine> linesOf(Bill bill) {
        return book.lines(List.of(bill)).getOrDefault(bill.id(), List.of());
    }

    private void add(Bill bill, String customer, String invoiceId, BillLine line) {
        InvoiceItemCreateParams item = InvoiceItemCreateParams.builder()
                .setCustomer(customer)
                .setInvoice(invoiceId)
                .setCurrency(CURRENCY)
                .setAmount(line.billedCents())
                .setDescription(line.describe())
                .putAllMetadata(names(bill))
                .putMetadata(LINE, Integer.toString(line.number()))
                .build();
        String key = key(bill, "line-" + line.number());
        stripe.ask(client -> client.v1().invoiceItems().create(item, Stripe.once(key)));
    }

    private static Map<String, String> names(Bill bill) {
        return Map.of(BILL, bill.id().toString(), Customers.TEAM, bill.teamId().toString());
    }

    private static String key(Bill bill, String step) {
        return "bill-" + bill.id() + "-" + step;
    }
}
