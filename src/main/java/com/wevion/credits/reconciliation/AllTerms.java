package com.wevion.credits.reconciliation;

import com.wevion.credits.platform.json.Json;
import com.wevion.credits.reconciliation.rules.ComparisonTerms;
import java.util.Map;

/**
 * The terms of all providers, as a run keeps them.
 *
 * @param usual of those that are not named
 */
public record AllTerms(ComparisonTerms usual, Map<String, ComparisonTerms> byProvider) {
    /** Those of a provider. */
    public ComparisonTerms of(String provider) {
        return byProvider.getOrDefault(provider, usual);
    }

    static AllTerms fromJson(String json) {
        return Json.stored(json, AllTerms.class);
    }

    String toJson() {
        return Json.write(this);
    }
}
