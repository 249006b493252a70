package com.wevion.credits.dev.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The life of invoices: draft, open, paid or void. A draft is not finalized by itself, as Stripe does after an hour. */
final class Invoicing {
    private final Account account;
    private final Payments payments;
    private int lastNumber;

    Invoicing(Account account, Payments payments) {
        this.account = account;
        this.payments = payments;
    }

    /** An empty draft, which is not announced yet. */
    ObjectNode draft(String customerId, String currency) {
        ObjectNode invoice = account.create("invoice", "in_");
        ObjectNode customer = account.find(customerId);
        invoice.put("customer", customerId).put("currency", currency).put("amount_overpaid", 0);
        invoice.set("customer_email", customer.get("email"));
        invoice.set("customer_name", customer.get("name"));
        invoice.put("period_start", account.nowSeconds()).put("period_end", account.nowSeconds());
        ObjectNode lines = (ObjectNode) invoice.get("lines");
        lines.put("url", "/v1/invoices/" + invoice.get("id").textValue() + "/lines")
                .putArray("data");
        total(invoice);
        return invoice;
    }

    /** Puts an item on a draft. */
    void add(ObjectNode invoice, ObjectNode item) {
        mustBe(invoice, "draft", "invoice_not_editable");
        item.set("invoice", invoice.get("id"));
        ObjectNode line = line(invoice, item.get("amount").longValue(), item.get("description"), item.get("quantity"));
        line.set("metadata", item.get("metadata").deepCopy());
        line.set("period", item.get("period").deepCopy());
        line.set("pricing", item.get("pricing").deepCopy());
        ((ObjectNode) line.at("/parent/invoice_item_details"))
                .put("proration", false)
                .putNull("proration_details")
                .set("invoice_item", item.get("id"));
        total(invoice);
    }

    private ObjectNode line(ObjectNode invoice, long amount, JsonNode description, JsonNode quantity) {
        ObjectNode line = StripeObjects.create("line_item")
                .put("id", StripeObjects.id("il_"))
                .put("amount", amount)
                .put("subtotal", amount);
        line.set("currency", invoice.get("currency"));
        line.set("description", description);
        line.set("invoice", invoice.get("id"));
        line.set("quantity", quantity);
        ((ArrayNode) invoice.get("lines").get("data")).add(line);
        return line;
    }

    private static void total(ObjectNode invoice) {
        long total = 0;
        for (JsonNode line : invoice.get("lines").get("data")) {
            total += line.get("amount").longValue();
        }
        invoice.put("subtotal", total)
                .put("subtotal_excluding_tax", total)
                .put("total", total)
                .put("total_excluding_tax", total)
                .put("amount_due", Math.max(0, total))
                .put("amount_remaining", Math.max(0, total));
    }

    /** Opens a draft: it has a number and a page now. One that asks for nothing is paid. */
    void finish(ObjectNode invoice) {
        mustBe(invoice, "draft", null);
        lastNumber++;
        String id = invoice.get("id").textValue();
        invoice.put("status", "open")
                .put("number", "SIMULATED-%04d".formatted(lastNumber))
                .put("effective_at", account.nowSeconds())
                .put("hosted_invoice_url", account.url("/i/" + id))
                .put("invoice_pdf", account.url("/i/" + id + "/pdf"));
        at(invoice, "finalized_at");
        account.emit("invoice.finalized", invoice);
        if (invoice.get("amount_due").longValue() == 0) {
            paid(invoice);
        } else if (invoice.get("auto_advance").booleanValue()
                && invoice.get("collection_method").textValue().equals("charge_automatically")) {
            attempt(invoice, savedMethod(invoice));
        }
    }

    /** The invoice's payment method or the customer's default; null if there is none. */
    ObjectNode savedMethod(ObjectNode invoice) {
        ObjectNode customer = account.find(invoice.get("customer").textValue());
        String own = invoice.get("default_payment_method").asText("");
        String otherwise =
                customer.at("/invoice_settings/default_payment_method").asText("");
        return account.find(own.isEmpty() ? otherwise : own);
    }

    /** Pays by a payment method; 402 if that refuses. A null method leaves the invoice open. */
    PaymentBehaviour attempt(ObjectNode invoice, ObjectNode method) {
        mustBe(invoice, "open", null);
        if (method == null) {
            return null;
        }
        ObjectNode intent = intent(invoice);
        attempted(invoice);
        PaymentBehaviour behaviour = payments.attempt(intent, method);
        if (behaviour == PaymentBehaviour.SUCCEEDS) {
            paid(invoice);
        } else {
            account.emit("invoice.payment_failed", invoice);
        }
        return behaviour;
    }

    private ObjectNode intent(ObjectNode invoice) {
        ObjectNode intent = payments.intent(
                invoice.get("amount_remaining").longValue(),
                invoice.get("currency").textValue(),
                invoice.get("customer").textValue());
        return intent.put("description", "Invoice " + invoice.get("number").textValue());
    }

    /** The payments of an invoice, in Stripe's form; they are shown only on request. */
    ObjectNode payments(ObjectNode invoice) {
        ObjectNode list = StripeObjects.empty().put("object", "list");
        ArrayNode data = list.putArray("data");
        String paidBy = "Invoice " + invoice.get("number").asText();
        for (ObjectNode intent : account.all("payment_intent")) {
            if (paidBy.equals(intent.path("description").asText()) && isPaid(intent)) {
                ObjectNode payment = data.addObject()
                        .put("object", "invoice_payment")
                        .put("id", intent.get("id").textValue().replaceFirst("pi_", "inpay_"))
                        .put("amount_paid", intent.get("amount").longValue())
                        .put("amount_requested", intent.get("amount").longValue())
                        .put("is_default", true)
                        .put("livemode", false)
                        .put("status", "paid");
                payment.set("currency", intent.get("currency"));
                payment.set("invoice", invoice.get("id"));
                payment.putObject("payment").put("type", "payment_intent").set("payment_intent", intent.get("id"));
            }
        }
        return list.put("has_more", false)
                .put("url", "/v1/invoice_payments?invoice=" + invoice.get("id").textValue());
    }

    private static boolean isPaid(ObjectNode intent) {
        return intent.get("status").textValue().equals("succeeded");
    }

    private static void attempted(ObjectNode invoice) {
        invoice.put("attempted", true)
                .put("attempt_count", invoice.get("attempt_count").intValue() + 1);
    }

    /** The customer pays on the invoice's page. */
    void pay(ObjectNode invoice) {
        attempt(invoice, payments.card(null));
    }

    /** The customer's card is refused on the invoice's page; the invoice stays open. */
    void fail(ObjectNode invoice) {
        ObjectNode card = payments.card(null);
        account.behave(card.get("id").textValue(), PaymentBehaviour.DECLINED);
        attempt(invoice, card);
    }

    void paidOutOfBand(ObjectNode invoice) {
        mustBe(invoice, "open", null);
        paid(invoice);
    }

    private void paid(ObjectNode invoice) {
        invoice.put("status", "paid")
                .put("amount_paid", invoice.get("amount_due").longValue())
                .put("amount_remaining", 0);
        at(invoice, "paid_at");
        account.emit("invoice.paid", invoice);
    }

    void cancel(ObjectNode invoice) {
        mustBe(invoice, "open", null);
        invoice.put("status", "void");
        at(invoice, "voided_at");
        account.emit("invoice.voided", invoice);
    }

    /** The paid invoice of a Checkout Session that asked for one. */
    ObjectNode receipt(ObjectNode session, ArrayNode items) {
        ObjectNode invoice = draft(
                session.get("customer").textValue(), session.get("currency").textValue());
        for (JsonNode item : items) {
            line(invoice, item.get("amount_total").longValue(), item.get("description"), item.get("quantity"))
                    .putNull("parent");
        }
        total(invoice);
        JsonNode data = session.at("/invoice_creation/invoice_data");
        invoice.set("description", data.get("description"));
        invoice.set("metadata", data.path("metadata").deepCopy());
        account.emit("invoice.created", invoice);
        finish(invoice);
        attempted(invoice);
        if (invoice.get("status").textValue().equals("open")) {
            paid(invoice);
        }
        return invoice;
    }

    private void at(ObjectNode invoice, String transition) {
        ((ObjectNode) invoice.get("status_transitions")).put(transition, account.nowSeconds());
    }

    static void mustBe(ObjectNode invoice, String status, String code) {
        if (!invoice.get("status").textValue().equals(status)) {
            String message = "This invoice must be " + status + " but is "
                    + invoice.get("status").textValue() + ".";
            throw StripeFailure.invalid(code, message, "invoice");
        }
    }
}
