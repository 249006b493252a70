package com.wevion.credits.dev.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;

/** The page to pay an invoice: {@code /i/{invoiceId}}, and {@code …/pay} and {@code …/fail} for its buttons. */
final class InvoicePage implements HttpHandler {
    static final String PATH = "/i/";

    private final Account account;
    private final Invoicing invoicing;

    InvoicePage(Account account, Invoicing invoicing) {
        this.account = account;
        this.invoicing = invoicing;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        HtmlPage.answer(exchange, this::answer);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String[] path =
                exchange.getRequestURI().getPath().substring(PATH.length()).split("/", 2);
        String button = exchange.getRequestMethod().equals("POST") && path.length == 2 ? path[1] : "";
        page(press(path[0], button), button).send(exchange, 200);
    }

    /** A copy of the invoice as it is then. */
    private ObjectNode press(String id, String button) {
        synchronized (account) {
            ObjectNode invoice = account.get("invoice", id);
            if (button.equals("pay")) {
                invoicing.pay(invoice);
            } else if (button.equals("fail")) {
                invoicing.fail(invoice);
            }
            return invoice.deepCopy();
        }
    }

    private static HtmlPage page(ObjectNode invoice, String pressed) {
        String status = invoice.get("status").textValue();
        String at = PATH + invoice.get("id").textValue() + "/";
        HtmlPage page = new HtmlPage("Invoice " + invoice.get("number").asText(""))
                .amount(invoice.get("amount_due").longValue(), invoice.get("currency"))
                .message(pressed.equals("fail") ? "Your card was declined." : "This invoice is " + status + ".");
        return status.equals("open") ? page.button("pay", "Pay", at + "pay").button("fail", "Fail", at + "fail") : page;
    }
}
