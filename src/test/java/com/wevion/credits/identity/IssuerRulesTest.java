package com.wevion.credits.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings of issuers that must not go together, or are none: the service does not start, and says which. */
class IssuerRulesTest {
    private static final String ANYBODY =
            "With credits.dev.issuer.key.file anybody can be anybody, so it must not be set"
                    + " together with production settings: ";

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "credits.issuers people",
                "credits.openid.issuer people",
                "credits.db.url jdbc:postgresql://db.example/credits",
                "credits.web.cookie.secure true",
                "credits.web.hsts.seconds 31536000"
            })
    void refuseTheDevelopmentIssuerWithWhatIsForProduction(String setting, String value) {
        assertThatThrownBy(() -> develop(Map.of(setting, value)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(ANYBODY + setting + ". Leave it empty, and name an issuer by credits.issuers.");
    }

    @Test
    void nameAllThatIsForProduction() {
        assertThatThrownBy(() -> develop(Map.of(
                        "credits.issuers", "people",
                        "credits.openid.issuer", "people",
                        "credits.db.url", "jdbc:postgresql://10.0.0.5:5432/credits",
                        "credits.web.cookie.secure", "true",
                        "credits.web.hsts.seconds", "1")))
                .hasMessageStartingWith(ANYBODY + "credits.issuers, credits.openid.issuer, credits.db.url,"
                        + " credits.web.cookie.secure, credits.web.hsts.seconds.");
    }

    @Test
    void refuseSettingsOfAnIssuerThatTheDevelopmentIssuerWouldTakeThePlaceOf() {
        assertThatThrownBy(() -> develop(Map.of("CREDITS_ISSUERS_PEOPLE_ADDRESS", "https://id.example")))
                .hasMessageContaining("CREDITS_ISSUERS_PEOPLE_ADDRESS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jdbc:postgresql:credits",
                "jdbc:postgresql:///credits",
                "jdbc:postgresql://localhost/credits",
                "jdbc:postgresql://LOCALHOST:5432/credits?ssl=false",
                "jdbc:postgresql://127.0.0.1:5432/credits",
                "jdbc:postgresql://[::1]:5432/credits",
                "jdbc:postgresql://[::1]/credits",
                "jdbc:postgresql://me@localhost/credits",
                "jdbc:postgresql://me:word@127.0.0.1:5432/credits",
                "jdbc:postgresql://localhost:5432,127.0.0.1:5433,[::1]:5434/credits",
                "jdbc:postgresql://localhost/credits?options=//db.example/"
            })
    void takeTheDevelopmentIssuerWithADatabaseOnThisMachine(String url) {
        assertThat(IssuerRules.isElsewhere(url)).isFalse();
        assertThatCode(() -> develop(Map.of(
                        "credits.db.url", url, "credits.web.cookie.secure", "false", "credits.web.hsts.seconds", "0")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/credits",
                "jdbc:postgresql://db.example:5432/credits",
                "jdbc:postgresql://10.0.0.5/credits",
                "jdbc:postgresql://localhost.example/credits",
                "jdbc:postgresql://[2001:db8::1]:5432/credits",
                "jdbc:postgresql://[2001:db8::1]/credits",
                "jdbc:postgresql://db.example",
                "jdbc:postgresql://db.example?ssl=true",
                "jdbc:postgresql://localhost@db.example/credits",
                "jdbc:postgresql://me:localhost@db.example:5432/credits",
                "jdbc:postgresql://localhost,db.example/credits",
                "jdbc:postgresql://localhost:5432,db.example:5432/credits",
                "jdbc:postgresql://[::1]:5432,[2001:db8::1]:5432/credits",
                "jdbc:postgresql://db1.example,db2.example/credits"
            })
    void refuseTheDevelopmentIssuerWithADatabaseElsewhere(String url) {
        assertThatThrownBy(() -> develop(Map.of("credits.db.url", url)))
                .hasMessageStartingWith(ANYBODY + "credits.db.url.");
    }

    @Test
    void wantAnIssuer() {
        refuses(Map.of(), "the setting credits.issuers names no issuer of tokens");
        refuses(Map.of("credits.issuers", " , "), "the setting credits.issuers names no issuer of tokens");
    }

    @ParameterizedTest
    @ValueSource(strings = {"People", "1st", "my-people", "my.people", "my_people", "péople", "a b"})
    void wantNamesOfWhichVariablesCanBeMade(String name) {
        refuses(
                Map.of("credits.issuers", "workers," + name),
                "The setting credits.issuers has \"" + name
                        + "\"; a name has small letters and digits and begins with a letter.");
    }

    @Test
    void wantPeopleToSignInAtOneOfTheIssuers() {
        assertThatThrownBy(() -> check(people(Map.of()), Optional.of("other"), Optional.of("web")))
                .hasMessage(
                        "The setting credits.openid.issuer is \"other\", which is not one of credits.issuers: [people]");
        assertThatThrownBy(() -> check(people(Map.of()), Optional.of("people"), Optional.empty()))
                .hasMessage("The setting credits.openid.client.id is not given.");
        assertThatCode(() -> check(people(Map.of()), Optional.of("people"), Optional.of("web")))
                .doesNotThrowAnyException();
    }

    @Test
    void wantTheSignInToBeNoAudienceOfAccessTokens() {
        refuses(
                people(Map.of("audience", "ai-credits,ai-credits-web")),
                "The setting credits.openid.client.id is an audience of the issuer people too");
        Map<String, String> all = new HashMap<>(people(Map.of()));
        all.put("credits.issuer.audience", "ai-credits-web");
        refuses(all, "The setting credits.openid.client.id is an audience of the issuer people too");
    }

    @Test
    void wantIssuersThatCanBeToldApart() {
        Map<String, String> two = new HashMap<>(people(Map.of()));
        two.put("credits.issuers", "people,workers");
        two.put("credits.issuers.workers.keys", two.get("credits.issuers.people.keys"));
        two.put("credits.issuers.workers.address", "https://id.example");
        refuses(two, "Two of credits.issuers have the address https://id.example");
        two.put("credits.issuers.workers.address", "https://workers.example");
        assertThat(TestIssuer.issuers(two).all()).extracting(Issuer::name).containsExactly("people", "workers");
        refuses(people(Map.of(), "people,people"), "Two of credits.issuers have the address https://id.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "credits.issuers.people.adress",
                "credits.issuers.people.keys.adress",
                "credits.issuers.poeple.address",
                "credits.issuers.People.address",
                "CREDITS_ISSUERS_PEOPLE_ADRESS",
                "CREDITS_ISSUERS_WORKERS_ADDRESS",
                "Credits_Issuers_people_address"
            })
    void refuseASettingOfOneIssuerThatNobodyWouldRead(String setting) {
        Map<String, String> settings = new HashMap<>(people(Map.of()));
        settings.put(setting, "x");
        refuses(settings, "No issuer of credits.issuers has such a setting: [" + setting + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "credits.issuers.people.keys.address",
                "CREDITS_ISSUERS_PEOPLE_KEYS_ADDRESS",
                "credits_issuers_people_keys_address",
                "CREDITS_ISSUERS_PEOPLE_AGE_SECONDS",
                "CREDITS_ISSUERS"
            })
    void takeASettingByAllOfItsNames(String setting) {
        Map<String, String> settings = new HashMap<>(people(Map.of()));
        settings.put(setting, "https://id.example/keys");
        assertThat(TestIssuer.issuers(settings).all()).hasSize(1);
    }

    private static Map<String, String> people(Map<String, String> settings) {
        return people(settings, "people");
    }

    private static Map<String, String> people(Map<String, String> settings, String names) {
        Map<String, String> all = new HashMap<>(Map.of(
                "credits.issuers",
                names,
                "credits.issuers.people.address",
                "https://id.example",
                "credits.issuers.people.keys",
                SigningKey.rsa("k1").publicKey().toString()));
        settings.forEach((name, value) -> all.put("credits.issuers.people." + name, value));
        return all;
    }

    private static void refuses(Map<String, String> settings, String why) {
        assertThatThrownBy(() -> TestIssuer.issuers(settings))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(why);
    }

    private static void check(Map<String, String> settings, Optional<String> signIn, Optional<String> client) {
        new IssuerRules(new MapConfig(settings), TestIssuer.development(false))
                .check(List.of("people"), signIn, client);
    }

    private static void develop(Map<String, String> settings) {
        MapConfig config = new MapConfig(settings);
        List<String> names = config.getOptionalValue("credits.issuers", String.class).stream()
                .toList();
        new IssuerRules(config, TestIssuer.development(true))
                .check(names, config.getOptionalValue("credits.openid.issuer", String.class), Optional.empty());
    }
}
