package com.wevion.credits.reconciliation.rules;

import java.util.List;

/**
 * The unit that is compared by the sums of its days: one measure of a service and engine, or the charges of an unknown SKU.
 *
 * @param service empty if the SKU is not known; then engine is the SKU
 */
public record Group(String service, String engine, String measure, List<Total> totals) implements Comparison {
    boolean isKnown() {
        return !service.isEmpty();
    }

    Subject subject() {
        return isKnown() ? Subject.ofGroup(service, engine, measure) : Subject.ofSku(engine);
    }

    String key(String days) {
        return isKnown() ? days + "|" + service + "|" + engine + "|" + measure : days + "|" + engine + "|" + measure;
    }
}
