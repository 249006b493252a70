package com.wevion.credits.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;

/** A break by what it is about and comes to; two that are the same are equal. */
record ExpectedBreak(
        String provider, String cause, LocalDate day, String subject, BigDecimal variance, String currency) {

    static ExpectedBreak of(
            ProviderSku sku, String cause, LocalDate day, String subject, long varianceNanos, String currency) {
        return new ExpectedBreak(sku.provider(), cause, day, subject, amount(varianceNanos), currency);
    }

    /** As the service tells it. */
    static ExpectedBreak told(JsonNode found) {
        boolean isForeign = found.path("variance").isNull(); // nobody knows what it should be
        return new ExpectedBreak(
                found.path("provider").asText(),
                found.path("cause").asText(),
                LocalDate.parse(found.path("day").asText()),
                subject(found),
                new BigDecimal(found.path(isForeign ? "billedCost" : "variance").asText()).stripTrailingZeros(),
                found.path(isForeign ? "billedUnit" : "unit").asText());
    }

    private static String subject(JsonNode found) {
        if (!found.path("requestId").isNull()) {
            return ofRequest(
                    found.path("requestId").asText(), found.path("measure").asText());
        }
        if (!found.path("service").isNull()) {
            return ofGroup(found.path("engine").asText(), found.path("measure").asText());
        }
        return found.path(found.path("sku").isNull() ? "invoiceId" : "sku").asText();
    }

    static String ofRequest(String request, String measure) {
        return request + "|" + measure;
    }

    static String ofGroup(String engine, String measure) {
        return engine + "|" + measure;
    }

    private static BigDecimal amount(long nanos) {
        return BigDecimal.valueOf(nanos, 9).stripTrailingZeros();
    }

    @Override
    public String toString() {
        return cause + " " + provider + " " + day + " " + subject + " " + variance.toPlainString() + " " + currency;
    }
}
