package com.wevion.credits.dev.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code /v1/invoices} and {@code /v1/invoiceitems}. */
final class InvoiceEndpoints {
    private static final String PATH = "/v1/invoices";
    private static final long SECONDS_PER_DAY = 86_400;

    private final Account account;
    private final Invoicing invoicing;

    InvoiceEndpoints(Account account, Invoicing invoicing) {
        this.account = account;
        this.invoicing = invoicing;
    }

    List<Endpoint> all() {
        return List.of(
                Endpoint.post(
                        PATH,
                        this::create,
                        "auto_advance",
                        "collection_method",
                        "currency",
                        "customer",
                        "days_until_due",
                        "default_payment_method",
                        "description",
                        "footer",
                        "metadata",
                        "pending_invoice_items_behavior"),
                Endpoint.list(PATH, this::list, "collection_method", "customer", "status"),
                Endpoint.get(PATH + "/{id}", this::invoice),
                Endpoint.list(PATH + "/{id}/lines", this::lines),
                Endpoint.list("/v1/invoice_payments", this::payments, "payment[type]", "payment[payment_intent]"),
                Endpoint.post(PATH + "/{id}/finalize", this::finish, "auto_advance"),
                Endpoint.post(PATH + "/{id}/pay", this::pay, "off_session", "paid_out_of_band", "payment_method"),
                Endpoint.post(PATH + "/{id}/void", this::cancel),
                Endpoint.post(
                        "/v1/invoiceitems",
                        this::createItem,
                        "amount",
                        "currency",
                        "customer",
                        "description",
                        "invoice",
                        "metadata"),
                Endpoint.get("/v1/invoiceitems/{id}", call -> account.get("invoiceitem", call.id())));
    }

    private ObjectNode invoice(Call call) {
        return account.get("invoice", call.id());
    }

    private ObjectNode list(Call call) {
        return Listing.page(PATH, account.all("invoice"), call.parameters(), "collection_method", "customer", "status");
    }

    private ObjectNode lines(Call call) {
        List<ObjectNode> lines = new ArrayList<>();
        invoice(call).at("/lines/data").forEach(line -> lines.add((ObjectNode) line));
        return Listing.page(PATH + "/" + call.id() + "/lines", lines, call.parameters());
    }

    private ObjectNode payments(Call call) {
        String intent = call.parameters().required("payment[payment_intent]");
        List<ObjectNode> found = new ArrayList<>();
        for (ObjectNode invoice : account.all("invoice")) {
            invoicing.payments(invoice).get("data").forEach(payment -> {
                if (payment.at("/payment/payment_intent").asText().equals(intent)) {
                    found.add((ObjectNode) payment);
                }
            });
        }
        return Listing.page("/v1/invoice_payments", found, call.parameters());
    }

    private ObjectNode create(Call call) {
        FormParameters given = call.parameters();
        String customer = given.required("customer");
        account.referenced("customer", customer, "customer");
        String method = given.choice("collection_method", List.of("charge_automatically", "send_invoice"));
        boolean sent = method.equals("send_invoice");
        if (sent != given.has("days_until_due")) {
            String message = "days_until_due goes with collection_method=send_invoice, and the other way round.";
            throw StripeFailure.invalid(sent ? "parameter_missing" : null, message, "days_until_due");
        }
        String behaviour = given.choice("pending_invoice_items_behavior", List.of("exclude", "include"));
        boolean advance = given.flag("auto_advance", false);
        long daysUntilDue = given.number("days_until_due", 0);
        if (given.has("default_payment_method")) {
            String parameter = "default_payment_method";
            account.referenced("payment_method", given.required(parameter), parameter);
        }
        String currency = given.has("currency") ? given.currency("currency") : "usd";
        Map<String, String> metadata = given.metadata("metadata");
        ObjectNode invoice = invoicing.draft(customer, currency);
        invoice.put("auto_advance", advance)
                .put("collection_method", method)
                .put("default_payment_method", given.text("default_payment_method"))
                .put("description", given.text("description"))
                .put("footer", given.text("footer"));
        if (sent) {
            invoice.put("due_date", account.nowSeconds() + daysUntilDue * SECONDS_PER_DAY);
        }
        StripeObjects.metadata(invoice, metadata);
        if (behaviour.equals("include")) {
            addPending(invoice);
        }
        account.emit("invoice.created", invoice);
        return invoice;
    }

    private void addPending(ObjectNode invoice) {
        List<ObjectNode> newestFirst = account.all("invoiceitem");
        for (int index = newestFirst.size() - 1; index >= 0; index--) {
            ObjectNode item = newestFirst.get(index);
            if (item.get("invoice").isNull()
                    && item.get("customer").equals(invoice.get("customer"))
                    && item.get("currency").equals(invoice.get("currency"))) {
                invoicing.add(invoice, item);
            }
        }
    }

    private ObjectNode createItem(Call call) {
        FormParameters given = call.parameters();
        String customer = given.required("customer");
        account.referenced("customer", customer, "customer");
        long amount = given.number("amount");
        ObjectNode invoice =
                given.has("invoice") ? account.referenced("invoice", given.required("invoice"), "invoice") : null;
        String currency = given.has("currency") || invoice == null
                ? given.currency("currency")
                : invoice.get("currency").textValue();
        if (invoice != null) {
            mustFit(invoice, customer, currency);
        }
        Map<String, String> metadata = given.metadata("metadata");
        long now = account.nowSeconds();
        ObjectNode item = account.create("invoiceitem", "ii_")
                .put("amount", amount)
                .put("net_amount", amount)
                .put("currency", currency)
                .put("customer", customer)
                .put("date", now)
                .put("description", given.text("description"))
                .put("quantity_decimal", "1");
        item.putObject("period").put("start", now).put("end", now);
        ((ObjectNode) item.get("pricing")).put("unit_amount_decimal", Long.toString(amount));
        StripeObjects.metadata(item, metadata);
        if (invoice != null) {
            invoicing.add(invoice, item);
        }
        account.emit("invoiceitem.created", item);
        return item;
    }

    private static void mustFit(ObjectNode invoice, String customer, String currency) {
        if (!invoice.get("status").textValue().equals("draft")) {
            throw StripeFailure.invalid("invoice_not_editable", "This invoice is no longer editable.", "invoice");
        }
        if (!invoice.get("customer").textValue().equals(customer)) {
            throw StripeFailure.invalid(null, "The invoice is another customer's.", "invoice");
        }
        if (!invoice.get("currency").textValue().equals(currency)) {
            throw StripeFailure.invalid(null, "The invoice is of another currency.", "currency");
        }
    }

    private ObjectNode finish(Call call) {
        ObjectNode invoice = invoice(call);
        boolean advance = call.parameters()
                .flag("auto_advance", invoice.get("auto_advance").booleanValue());
        Invoicing.mustBe(invoice, "draft", null);
        invoice.put("auto_advance", advance);
        invoicing.finish(invoice);
        return invoice;
    }

    private ObjectNode pay(Call call) {
        FormParameters given = call.parameters();
        ObjectNode invoice = invoice(call);
        boolean outOfBand = given.flag("paid_out_of_band", false);
        ObjectNode method = given.has("payment_method")
                ? account.referenced("payment_method", given.required("payment_method"), "payment_method")
                : invoicing.savedMethod(invoice);
        if (method == null && !outOfBand) {
            String message = "Cannot charge the customer: there is no default payment method.";
            throw StripeFailure.invalid("missing", message, "payment_method");
        }
        if (outOfBand) {
            invoicing.paidOutOfBand(invoice);
            return invoice;
        }
        if (invoicing.attempt(invoice, method) != PaymentBehaviour.SUCCEEDS) {
            ObjectNode intent = account.all("payment_intent").get(0); // the attempt's
            throw StripeFailure.card(account.behaviour(method.get("id").textValue()), intent, method);
        }
        return invoice;
    }

    private ObjectNode cancel(Call call) {
        ObjectNode invoice = invoice(call);
        invoicing.cancel(invoice);
        return invoice;
    }
}
