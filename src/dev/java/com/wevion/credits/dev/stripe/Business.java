package com.wevion.credits.dev.stripe;

import com.sun.net.httpserver.HttpHandler;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Everything that can be done with one account. Callers synchronize on the account. */
record Business(
        Account account,
        Payments payments,
        Refunds refunds,
        Disputes disputes,
        Invoicing invoicing,
        SimulatedCheckout checkout) {

    static Business of(Account account) {
        Payments payments = new Payments(account);
        Invoicing invoicing = new Invoicing(account, payments);
        return new Business(
                account,
                payments,
                new Refunds(account),
                new Disputes(account),
                invoicing,
                new SimulatedCheckout(account, payments, invoicing));
    }

    List<Endpoint> endpoints() {
        return Stream.of(
                        new CheckoutEndpoints(account, checkout).all(),
                        new PaymentEndpoints(account, payments, refunds).all(),
                        new CustomerEndpoints(account).all(),
                        new InvoiceEndpoints(account, invoicing).all(),
                        new EventEndpoints(account).all())
                .flatMap(List::stream)
                .toList();
    }

    /** By path. */
    Map<String, HttpHandler> pages() {
        return Map.of(
                PaymentPage.PATH, new PaymentPage(account, checkout),
                InvoicePage.PATH, new InvoicePage(account, invoicing),
                ReceiptPage.PATH, new ReceiptPage(account));
    }
}
