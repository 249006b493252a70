package com.wevion.credits.identity;

import com.wevion.credits.platform.Json;

/**
 * What a provider gave besides the access token, which is not needed any more once it is verified.
 *
 * @param refresh by which the provider is asked again; null if it gave none
 * @param id by which the person signs out of the provider
 */
public record ProviderTokens(String refresh, String id) {
    static ProviderTokens of(String json) {
        return Json.stored(json, ProviderTokens.class);
    }

    String json() {
        return Json.write(this);
    }
}
