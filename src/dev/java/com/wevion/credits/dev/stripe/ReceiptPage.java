package com.wevion.credits.dev.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;

/** The receipt of a charge: {@code /receipts/{chargeId}}. */
final class ReceiptPage implements HttpHandler {
    static final String PATH = "/receipts/";

    private final Account account;

    ReceiptPage(Account account) {
        this.account = account;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        HtmlPage.answer(exchange, this::answer);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String id = exchange.getRequestURI().getPath().substring(PATH.length());
        ObjectNode charge;
        synchronized (account) {
            charge = account.get("charge", id).deepCopy();
        }
        new HtmlPage("Receipt")
                .amount(charge.get("amount").longValue(), charge.get("currency"))
                .message("Payment " + charge.get("payment_intent").asText())
                .send(exchange, 200);
    }
}
