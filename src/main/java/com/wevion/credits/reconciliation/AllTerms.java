package com.wevion.credits.reconciliation;

import com.wevion.credits.platform.json.Json;
import com.wevion.credits.reconciliation.rules.Terms;
import java.util.Map;

/**
 * The terms of all providers, as a run keeps them.
 *
 * @param usual of those that are not named
 */
public record AllTerms(Terms usual, Map<String, Terms> byProvider) {
    /** Those of a provider. */
    public Terms of(String provider) {
        return byProvider.getOrDefault(provider, usual);
    }

    static AllTerms fromJson(String json) {
        return Json.stored(json, AllTerms.class);
    }

    String toJson() {
        return Json.write(this);
    }
}
