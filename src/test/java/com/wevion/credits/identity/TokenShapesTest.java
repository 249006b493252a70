package com.wevion.credits.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSAlgorithm;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.Unauthenticated;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Access tokens as providers make them, by the settings that fit them: who they are of, or that they are refused. */
class TokenShapesTest {
    /** The names of the settings, by their names in the table. */
    private static final Map<String, String> SETTINGS = Map.of(
            "rolesClaim", "roles.claim",
            "roleMapping", "roles.mapping",
            "personClaim", "person.claim",
            "audience", "audience");

    static Stream<Arguments> shapes() throws IOException {
        try (InputStream table = TokenShapesTest.class.getResourceAsStream("/identity/token-shapes.json")) {
            List<JsonNode> shapes = StreamSupport.stream(
                            new ObjectMapper().readTree(table).spliterator(), false)
                    .toList();
            return shapes.stream().map(shape -> Arguments.of(shape.path("name").asText(), shape));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void areWhoTheySay(String name, JsonNode shape) {
        Map<String, String> settings = new HashMap<>();
        settings.put("address", shape.at("/claims/iss").asText());
        shape.path("settings").properties().forEach(setting -> {
            assertThat(SETTINGS).containsKey(setting.getKey());
            settings.put(SETTINGS.get(setting.getKey()), setting.getValue().asText());
        });
        TestIssuer issuer = new TestIssuer(settings);
        String token = token(issuer, shape);

        if (shape.path("refused").asBoolean()) {
            assertThatThrownBy(() -> issuer.verify(token)).isInstanceOf(Unauthenticated.class);
        } else {
            expect(issuer.verify(token), shape, settings);
        }
    }

    private static String token(TestIssuer issuer, JsonNode shape) {
        JWSAlgorithm algorithm = new JWSAlgorithm(shape.at("/header/alg").asText());
        TokenDraft token = issuer.token(algorithm).with("sub", null);
        token.withHeader("typ", shape.at("/header/typ").asText(null));
        shape.path("claims")
                .properties()
                .forEach(claim ->
                        token.with(claim.getKey(), new ObjectMapper().convertValue(claim.getValue(), Object.class)));
        return token.signed();
    }

    private static void expect(Identity identity, JsonNode shape, Map<String, String> settings) {
        List<PlatformRole> roles = StreamSupport.stream(shape.path("roles").spliterator(), false)
                .map(role -> PlatformRole.valueOf(role.asText()))
                .toList();
        assertThat(identity.roles()).containsExactlyInAnyOrderElementsOf(roles);
        String subject = shape.path("claims")
                .path(settings.getOrDefault("person.claim", "sub"))
                .asText(null);
        if (subject == null) {
            assertThat(identity.personId()).isNull();
            return;
        }
        String person = shape.path("person").asText("");
        assertThat(identity.personId())
                .isEqualTo(Ids.find(person)
                        .orElseGet(() -> PersonIds.of(shape.at("/claims/iss").asText(), subject)));
        assertThat(identity.subject()).isEqualTo(subject);
    }
}
