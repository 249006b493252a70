package com.wevion.credits.dev.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Invoice;
import com.stripe.model.InvoiceLineItem;
import com.stripe.param.InvoiceCreateParams;
import com.stripe.param.InvoiceItemCreateParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.InvoicePayParams;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StripeInvoicesTest {
    private Shop shop;
    private String customer;

    @BeforeEach
    void open() throws IOException, StripeException {
        shop = new Shop();
        customer = shop.customer();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private String draft() throws StripeException {
        return shop.stripe()
                .invoices()
                .create(InvoiceCreateParams.builder()
                        .setCustomer(customer)
                        .setCollectionMethod(InvoiceCreateParams.CollectionMethod.SEND_INVOICE)
                        .setDaysUntilDue(14L)
                        .setAutoAdvance(false)
                        .setCurrency("usd")
                        .putMetadata("period", "2026-02")
                        .setPendingInvoiceItemsBehavior(InvoiceCreateParams.PendingInvoiceItemsBehavior.INCLUDE)
                        .build())
                .getId();
    }

    private void item(String invoice, long cents) throws StripeException {
        shop.stripe()
                .invoiceItems()
                .create(InvoiceItemCreateParams.builder()
                        .setCustomer(customer)
                        .setInvoice(invoice)
                        .setAmount(cents)
                        .setCurrency("usd")
                        .setDescription("Usage of " + cents)
                        .build());
    }

    private Invoice opened() throws StripeException {
        String id = draft();
        item(id, 700);
        item(id, 550);
        return shop.stripe().invoices().finalizeInvoice(id);
    }

    @Test
    void anInvoiceIsTheSumOfItsItems() throws StripeException {
        item(null, 100); // waits for the next invoice
        Invoice open = opened();

        assertThat(open.getStatus()).isEqualTo("open");
        assertThat(open.getTotal()).isEqualTo(1_350);
        assertThat(open.getAmountDue()).isEqualTo(1_350);
        assertThat(open.getLines().getData())
                .extracting(InvoiceLineItem::getAmount)
                .containsExactly(100L, 700L, 550L);
        assertThat(open.getDueDate() - open.getCreated()).isEqualTo(14 * 86_400);
        assertThat(open.getNumber()).isNotEmpty();
        assertThat(open.getHostedInvoiceUrl()).contains(open.getId());
    }

    @Test
    void aCustomerPaysAfterADeclinedCard() throws StripeException {
        String id = opened().getId();
        shop.simulator().failInvoice(id);
        assertThat(shop.stripe().invoices().retrieve(id).getStatus()).isEqualTo("open");

        shop.simulator().payInvoice(id);

        Invoice paid = shop.stripe().invoices().retrieve(id);
        assertThat(paid.getStatus()).isEqualTo("paid");
        assertThat(paid.getAmountPaid()).isEqualTo(1_250);
        assertThat(paid.getAmountRemaining()).isZero();
        assertThat(paid.getAttemptCount()).isEqualTo(2);
        assertThat(shop.eventsAbout(id))
                .containsExactly("invoice.created", "invoice.finalized", "invoice.payment_failed", "invoice.paid");
        assertThatThrownBy(() -> shop.simulator().payInvoice(id)).isInstanceOf(StripeFailure.class);
    }

    @Test
    void anInvoiceIsPaidByASavedCardOrNot() throws StripeException {
        String id = opened().getId();
        String bad = shop.simulator().savePaymentMethod(customer, PaymentBehaviour.DECLINED);
        String good = shop.simulator().savePaymentMethod(customer, PaymentBehaviour.SUCCEEDS);

        assertThatThrownBy(() -> payBy(id, bad))
                .isInstanceOfSatisfying(
                        CardException.class,
                        declined -> assertThat(declined.getCode()).isEqualTo("card_declined"));
        assertThat(payBy(id, good).getStatus()).isEqualTo("paid");
    }

    private Invoice payBy(String invoice, String card) throws StripeException {
        return shop.stripe()
                .invoices()
                .pay(invoice, InvoicePayParams.builder().setPaymentMethod(card).build());
    }

    @Test
    void aVoidedInvoiceIsNotPaid() throws StripeException {
        String id = opened().getId();
        assertThat(shop.stripe().invoices().voidInvoice(id).getStatus()).isEqualTo("void");
        assertThatThrownBy(() -> shop.simulator().payInvoice(id)).isInstanceOf(StripeFailure.class);
        assertThat(shop.eventsAbout(id)).endsWith("invoice.voided");
    }

    @Test
    void anOpenInvoiceTakesNoMoreItems() throws StripeException {
        String id = opened().getId();
        assertThatThrownBy(() -> item(id, 1))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo("invoice_not_editable"));
        assertThatThrownBy(() -> shop.stripe().invoices().finalizeInvoice(id))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void anInvoiceForNothingIsPaidAtOnce() throws StripeException {
        assertThat(shop.stripe().invoices().finalizeInvoice(draft()).getStatus())
                .isEqualTo("paid");
    }

    @Test
    void invoicesAreListedByCustomerAndStatus() throws StripeException {
        draft();
        String open = opened().getId();

        assertThat(shop.stripe()
                        .invoices()
                        .list(InvoiceListParams.builder()
                                .setCustomer(customer)
                                .setStatus(InvoiceListParams.Status.OPEN)
                                .build())
                        .getData())
                .extracting(Invoice::getId)
                .containsExactly(open);
    }
}
