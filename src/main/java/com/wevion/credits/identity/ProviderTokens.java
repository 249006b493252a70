package com.wevion.credits.identity;

import com.wevion.credits.platform.json.Json;

/**
 * A provider's tokens besides the access token, which is no longer needed once it is verified.
 *
 * @param refresh the refresh token; null if there is none
 * @param id the ID token, with which the person signs out of the provider
 */
public record ProviderTokens(String refresh, String id) {
    static ProviderTokens of(String json) {
        return Json.stored(json, ProviderTokens.class);
    }

    String json() {
        return Json.write(this);
    }
}
