package com.wevion.credits.dev.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A small page: a title, an amount, a message, and buttons that are forms. */
final class HtmlPage {
    private final StringBuilder body = new StringBuilder();
    private final String title;

    HtmlPage(String title) {
        this.title = title;
        body.append("<h1>").append(escape(title)).append("</h1>\n");
    }

    HtmlPage amount(long amount, JsonNode currency) {
        String shown = BigDecimal.valueOf(amount, 2) + " " + currency.asText().toUpperCase(Locale.ROOT);
        return paragraph("amount", shown);
    }

    HtmlPage message(String text) {
        return paragraph("message", text);
    }

    private HtmlPage paragraph(String id, String text) {
        body.append("<p id=\"%s\">%s</p>%n".formatted(id, escape(text)));
        return this;
    }

    HtmlPage button(String id, String label, String action) {
        body.append("<form method=\"post\" action=\"%s\"><button id=\"%s\">%s</button></form>%n"
                .formatted(escape(action), id, escape(label)));
        return this;
    }

    /** Answers, and says why if that is not possible. */
    static void answer(HttpExchange exchange, HttpHandler work) throws IOException {
        try (exchange) {
            try {
                work.handle(exchange);
            } catch (StripeFailure e) {
                new HtmlPage("Not possible").message(e.getMessage()).send(exchange, e.status());
            }
        }
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    void send(HttpExchange exchange, int status) throws IOException {
        String html = """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><title>%s</title>
                <style>body { font: 1rem sans-serif; max-width: 30rem; margin: 4rem auto } button { margin: .3rem 0; \
                padding: .6rem 1.2rem; font: inherit }</style></head>
                <body>
                %s<p><small>A simulation of Stripe: no money moves.</small></p>
                </body>
                </html>
                """.formatted(escape(title), body);
        byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    static void redirect(HttpExchange exchange, String url) throws IOException {
        exchange.getResponseHeaders().set("Location", url);
        exchange.sendResponseHeaders(303, -1);
    }
}
