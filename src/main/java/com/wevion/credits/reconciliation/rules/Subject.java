package com.wevion.credits.reconciliation.rules;

/** The subject of a finding; fields that do not apply are null. */
public record Subject(String service, String engine, String measure, String sku, String requestId, String invoiceId) {
    static Subject ofRequest(Request request) {
        return new Subject(
                request.service(),
                request.engine(),
                request.measure(),
                request.sku(),
                request.requestId(),
                request.invoiceId());
    }

    static Subject ofGroup(String service, String engine, String measure) {
        return new Subject(service, engine, measure, null, null, null);
    }

    static Subject ofSku(String sku) {
        return new Subject(null, null, null, sku, null, null);
    }

    Subject onInvoice(String id) {
        return new Subject(service, engine, measure, sku, requestId, id);
    }

    /** A payment or a payout, by Stripe's name of it. */
    static Subject ofPayment(String payment, String stripeInvoice) {
        return new Subject(null, null, null, null, payment, stripeInvoice);
    }

    static Subject ofInvoice(String invoiceId) {
        return new Subject(null, null, null, null, null, invoiceId);
    }
}
