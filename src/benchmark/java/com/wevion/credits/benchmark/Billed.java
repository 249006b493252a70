package com.wevion.credits.benchmark;

import java.time.LocalDate;

/**
 * A line of an invoice file.
 *
 * @param category of FOCUS
 * @param quantity null for none
 * @param nanos 1e-9 of the currency
 * @param request null where the provider names none
 * @param key its charge key; null for none
 * @param corrects the charge key of the line that it corrects; null for a line that is no correction
 */
record Billed(
        ProviderSku sku,
        LocalDate day,
        String category,
        Long quantity,
        long nanos,
        String currency,
        String request,
        String key,
        String corrects) {

    static Billed usage(ProviderSku sku, LocalDate day, String request, long quantity, long nanos) {
        return new Billed(sku, day, "Usage", quantity, nanos, "USD", request, null, null);
    }

    /** A charge that is not for usage. */
    static Billed other(ProviderSku sku, LocalDate day, String category, long nanos) {
        return new Billed(sku, day, category, null, nanos, "USD", null, null, null);
    }

    Billed in(String otherCurrency) {
        return new Billed(sku, day, category, quantity, nanos, otherCurrency, request, key, corrects);
    }

    Billed keyed(String chargeKey) {
        return new Billed(sku, day, category, quantity, nanos, currency, request, chargeKey, corrects);
    }

    /** A line of a day that changes what this one billed, without a quantity. */
    Billed corrected(LocalDate on, long moreNanos) {
        return new Billed(sku, on, category, null, moreNanos, currency, request, null, key);
    }

    /** The invoice it is on: one for each month, and for each SKU and day of another currency. */
    String invoice() {
        return "USD".equals(currency)
                ? "INV-" + sku.provider() + "-" + day.toString().substring(0, 7)
                : "INV-" + sku.provider() + "-" + currency + "-" + sku.code() + "-" + day;
    }
}
