package com.wevion.credits.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reading of an issuer's settings, and the refusal of impossible ones. */
class IssuerSettingsTest {
    private static final String KEY = SigningKey.rsa("k1").publicKey().toString();

    @Test
    void haveDefaults() {
        Issuer issuer = read(Map.of());
        assertThat(issuer.audiences()).containsExactly("ai-credits");
        assertThat(issuer.algorithms()).hasSize(10).doesNotContain(JWSAlgorithm.HS256);
        assertThat(issuer.types())
                .containsExactlyInAnyOrder(
                        Optional.of(JOSEObjectType.JWT), Optional.of(new JOSEObjectType("at+jwt")), Optional.empty());
        assertThat(issuer.maxAge()).isEqualTo(Duration.ofDays(1));
        assertThat(issuer.grants()).isEmpty();
        assertThat(issuer.roleMapping())
                .isEqualTo(Map.of("SERVICE", PlatformRole.SERVICE, "SUPER_ADMIN", PlatformRole.SUPER_ADMIN));
        assertThat(issuer.keys()).isInstanceOf(FixedKeys.class);
    }

    @Test
    void areTheIssuersOwnBeforeThoseOfAll() {
        MapConfig config = new MapConfig(Map.of(
                "credits.issuer.address", "https://id.example",
                "credits.issuer.age.seconds", "60",
                "credits.issuer.skew.seconds", "5",
                "credits.issuers.people.age.seconds", "120"));
        Issuer issuer = new IssuerSettings(config, "people").read(settings -> FixedKeys.of(KEY));
        assertThat(issuer.maxAge()).isEqualTo(Duration.ofSeconds(120));
        assertThat(issuer.skew()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void mapNamesThatHaveAnEqualsSignToo() {
        assertThat(read(Map.of("roles.mapping", "/a/b=SERVICE; cn=ops,dc=x = SUPER_ADMIN ;"))
                        .roleMapping())
                .isEqualTo(Map.of("/a/b", PlatformRole.SERVICE, "cn=ops,dc=x", PlatformRole.SUPER_ADMIN));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "`roles.mapping`;`admins`;`is not name=ROLE;…: admins`",
                "`roles.mapping`;`=SERVICE`;`is not name=ROLE;…: =SERVICE`",
                "`roles.mapping`;`a=SERVICE;;b=SERVICE`;`is not name=ROLE;…: `",
                "`roles.mapping`;`a=SERVICE; =SERVICE`;`is not name=ROLE;…:  =SERVICE`",
                "`roles.mapping`;`admins=ADMIN`;`has no role SERVICE or SUPER_ADMIN, but ADMIN`",
                "`roles.mapping`;`admins=service`;`has no role SERVICE or SUPER_ADMIN, but service`",
                "`grants`;`SERVICE,ADMIN`;`has no role SERVICE or SUPER_ADMIN, but ADMIN`",
                "`algorithms`;`RS256,HS256`;`has HS256, and none but `",
                "`algorithms`;`none`;`has none, and none but `",
                "`algorithms`;`rs256`;`has rs256, and none but `",
                "`algorithms`;`,`;`has nothing between its commas`",
                "`audience`;` , `;`has nothing between its commas`",
                "`types`;`,`;`has nothing between its commas`",
                "`age.seconds`;`1d`;`is not a number of seconds: 1d`",
                "`age.seconds`;`-1`;`is not a number of seconds: -1`",
                "`age.seconds`;`9999999999`;`is not a number of seconds: 9999999999`",
                "`skew.seconds`;`0.5`;`is not a number of seconds: 0.5`",
                "`address`;``;`is not given`",
                "`keys`;`hello`;`is neither a JWK set, nor a JWK, nor a public key in PEM`",
                "`keys`;`x`;`is neither a JWK set, nor a JWK, nor a public key in PEM`",
                "`keys`;`https://id.example/keys`;`is neither a JWK set, nor a JWK, nor a public key in PEM`",
                "`keys`;`{`;`is neither a JWK set, nor a JWK, nor a public key in PEM`",
                "`keys`;`{\"kty\":\"RSA\"}`;`is neither a JWK set, nor a JWK, nor a public key in PEM`",
                "`keys`;`{\"keys\":[]}`;`is a JWK set without a key of a known kind`",
                "`keys`;`{\"keys\":[{\"kty\":\"new\"}]}`;`is a JWK set without a key of a known kind`"
            })
    void sayWhichOfThemIsWrongAndWhy(String setting, String value, String why) {
        refuses(Map.of(setting, value), setting, why);
    }

    @ParameterizedTest
    @CsvSource({
        "keys.address, ftp://id.example/keys",
        "keys.address, id.example/keys",
        "keys.address, https:///keys",
        "keys.address, https://id example/keys",
        "address, acme",
        "address, urn:acme"
    })
    void wantAddressesWhereKeysAreToBeFetched(String setting, String value) {
        refuses(Map.of("keys", "", setting, value), setting, "is not an http or https address: " + value);
    }

    @Test
    void takeAnyAddressOfAnIssuerWhoseKeysAreGiven() {
        assertThat(read(Map.of("address", "acme")).address()).isEqualTo("acme");
    }

    private static Issuer read(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "credits.issuers", "people",
                "credits.issuers.people.address", "https://id.example",
                "credits.issuers.people.keys", KEY));
        settings.forEach((name, value) -> all.put("credits.issuers.people." + name, value));
        return TestIssuer.issuers(all).all().get(0);
    }

    private static void refuses(Map<String, String> settings, String setting, String why) {
        assertThatThrownBy(() -> read(settings))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("The setting credits.issuers.people." + setting + " (or credits.issuer."
                        + setting + ", for all issuers) " + why);
    }
}
