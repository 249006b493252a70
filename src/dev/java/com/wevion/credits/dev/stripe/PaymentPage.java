package com.wevion.credits.dev.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;

/** The page to pay a Checkout Session: {@code /c/pay/{sessionId}}, and {@code …/{button}} for each of its buttons. */
final class PaymentPage implements HttpHandler {
    static final String PATH = "/c/pay/";

    private final Account account;
    private final SimulatedCheckout checkout;

    PaymentPage(Account account, SimulatedCheckout checkout) {
        this.account = account;
        this.checkout = checkout;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        HtmlPage.answer(exchange, this::answer);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String[] path =
                exchange.getRequestURI().getPath().substring(PATH.length()).split("/", 2);
        ObjectNode before = snapshot(path[0]);
        if (exchange.getRequestMethod().equals("POST") && path.length == 2) {
            String next = press(path[1], path[0], before);
            if (next != null) {
                HtmlPage.redirect(exchange, next);
                return;
            }
        }
        String message = path.length == 2 && path[1].equals("fail") ? "Your card was declined." : "";
        page(snapshot(path[0]), message).send(exchange, 200);
    }

    private ObjectNode snapshot(String id) {
        synchronized (account) {
            return checkout.session(id).deepCopy();
        }
    }

    /** Does what the button says; where to go then, null for the page again. */
    private String press(String button, String id, ObjectNode before) {
        String success = before.get("success_url").asText().replace("{CHECKOUT_SESSION_ID}", id);
        synchronized (account) {
            ObjectNode session = checkout.session(id);
            switch (button) {
                case "pay" -> checkout.pay(session);
                case "pay-later" -> checkout.payLater(session);
                case "fail" -> checkout.fail(session);
                case "settle-succeed" -> checkout.settle(session, true);
                case "settle-fail" -> checkout.settle(session, false);
                default -> {
                    return before.get("cancel_url").asText(null);
                }
            }
        }
        return button.startsWith("pay") ? success : null;
    }

    private HtmlPage page(ObjectNode session, String message) {
        String id = session.get("id").textValue();
        String at = PATH + id + "/";
        HtmlPage page = new HtmlPage(title(id))
                .amount(session.get("amount_total").longValue(), session.get("currency"))
                .message(message);
        if (SimulatedCheckout.isOpen(session)) {
            page.button("pay", "Pay", at + "pay")
                    .button("pay-later", "Pay later (bank debit)", at + "pay-later")
                    .button("fail", "Fail", at + "fail");
            if (session.get("cancel_url").isTextual()) {
                page.button("cancel", "Cancel", at + "cancel");
            }
            return page;
        }
        if (SimulatedCheckout.isPending(session)) {
            return page.message("The bank debit is under way or has failed.")
                    .button("settle-succeed", "The debit succeeds", at + "settle-succeed")
                    .button("settle-fail", "The debit fails", at + "settle-fail");
        }
        return page.message("This session is " + session.get("status").textValue() + ".");
    }

    private String title(String id) {
        synchronized (account) {
            return checkout.lineItems(id).at("/data/0/description").asText();
        }
    }
}
