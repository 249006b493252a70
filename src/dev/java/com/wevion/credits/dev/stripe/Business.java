package com.wevion.credits.dev.stripe;

import com.sun.net.httpserver.HttpHandler;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Everything that can be done with one account. Callers synchronize on the account. */
record Business(
        Account account,
        Balance balance,
        Payments payments,
        Refunds refunds,
        Disputes disputes,
        Invoicing invoicing,
        SimulatedCheckout checkout) {

    static Business of(Account account) {
        Balance balance = new Balance(account);
        Payments payments = new Payments(account, balance);
        Invoicing invoicing = new Invoicing(account, payments);
        return new Business(
                account,
                balance,
                payments,
                new Refunds(account, balance),
                new Disputes(account, balance),
                invoicing,
                new SimulatedCheckout(account, payments, invoicing));
    }

    List<Endpoint> endpoints() {
        return Stream.of(
                        new CheckoutEndpoints(account, checkout).all(),
                        new PaymentEndpoints(account, payments, refunds).all(),
                        new CustomerEndpoints(account).all(),
                        new InvoiceEndpoints(account, invoicing).all(),
                        new BalanceEndpoints(account, balance).all(),
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
