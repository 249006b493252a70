package com.wevion.credits.identity;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules, besides those for issuers, that keep the service from starting with misleading settings. */
class StartRulesTest {
    @ParameterizedTest
    @CsvSource({
        "credits.jwt.issuer, https://id.example, credits.issuer.address",
        "credits.openid.provider, https://id.example, credits.openid.issuer",
        "credits.web.session.minutes, 30, credits.session.idle.minutes",
        "credits.web.token.minutes, 5, credits.session.token.minutes",
        "credits.issuer.audiences, api, credits.issuer.audiences",
        "CREDITS_ISSUER_PEOPLE_GRANTS, SERVICE, CREDITS_ISSUER_PEOPLE_GRANTS",
        "credits.openid.calls, 28, credits.http.threads",
        "credits.identity.keys.waiting, 32, credits.http.threads",
        "credits.session.idle.minutes, 10, credits.session.token.minutes"
    })
    void refuses(String setting, String value, String named) {
        assertThatThrownBy(() -> check(Map.of(setting, value)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @CsvSource({"true", "TRUE", "1", "yes", "on"})
    void refusesADevelopmentIssuerWhereCookiesGoByHttpsOnly(String secure) {
        MapConfig config = new MapConfig(Map.of("credits.web.cookie.secure", secure));
        IssuerRules rules = new IssuerRules(config, TestIssuer.development(true));
        assertThatThrownBy(() -> rules.check(List.of(), Optional.empty(), Optional.empty()))
                .hasMessageContaining("credits.web.cookie.secure");
    }

    @Test
    void takesTheDefaults() {
        check(Map.of());
    }

    private static void check(Map<String, String> set) {
        Map<String, String> all = new HashMap<>(Map.of("credits.issuers", "people"));
        all.putAll(set);
        new IssuerRules(new MapConfig(all), TestIssuer.development(false))
                .check(List.of("people"), Optional.empty(), Optional.empty());
    }
}
