package com.wevion.credits.identity;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for admitting callers, tried on a resource that the owner of a good token may read. */
@WithService
class IdentityIT {
    private final LocalService service;
    private final TestTeam team;

    IdentityIT(LocalService service) {
        this.service = service;
        this.team = TestTeam.paid(service);
    }

    @Test
    void letsInTheHolderOfAGoodToken() {
        assertThat(asked(token().signed()).status()).isEqualTo(200);
    }

    @Test
    void acceptsAnAudienceAmongOthers() {
        assertThat(asked(token().with("aud", List.of("other", "ai-credits")).signed())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void letsInAPersonWhoseIssuerGivesNoGroups() {
        assertThat(asked(token().with("groups", null).signed()).status()).isEqualTo(200);
    }

    @Test
    void takesTheNameOfTheSchemeInAnyCaseOfLetters() {
        for (String scheme : List.of("bearer", "BEARER", "Bearer")) {
            Api.Answer answer = Api.nobody(service)
                    .send(
                            "GET",
                            "/api/v1" + team.path("/settings"),
                            null,
                            "Authorization",
                            scheme + " " + token().signed());
            assertThat(answer.status()).as(scheme).isEqualTo(200);
        }
    }

    @Test
    void letsInATokenWithNothingButWhatIsNeeded() {
        String token =
                token().with("jti", null).with("iat", null).with("groups", null).signed();
        assertThat(asked(token).status()).isEqualTo(200);
    }

    @Test
    void knowsAPersonByTheNameThatItsIssuerHasForIt() {
        String subject = "auth0|0123456789abcdef";
        Api host = Api.withToken(
                service, token().with("groups", List.of("SERVICE")).signed());
        Api.Answer answer =
                ok(host.get("/identity/person-id?issuer=" + Tokens.DEVELOPMENT + "&subject=auth0%7C0123456789abcdef"));
        assertThat(answer.text("subject")).isEqualTo(subject);
        String me = ok(Api.withToken(service, token().with("sub", subject).signed())
                        .get("/me"))
                .text("userId");
        assertThat(me).isEqualTo(answer.text("personId"));
        assertThat(UUID.fromString(me).version()).isEqualTo(5);
    }

    @Test
    void tellsIdsOfPeopleToServicesOnlyAndOfItsIssuersOnly() {
        String path = "/identity/person-id?subject=ann&issuer=";
        Api host = Api.withToken(
                service, token().with("groups", List.of("SERVICE")).signed());
        assertThat(host.get(path + "https://elsewhere.example").problem()).isEqualTo("validation");
        assertThat(host.get("/identity/person-id?issuer=" + Tokens.DEVELOPMENT).problem())
                .isEqualTo("validation");
        assertThat(Api.withToken(service, token().signed())
                        .get(path + Tokens.DEVELOPMENT)
                        .status())
                .isEqualTo(403);
        assertThat(Api.nobody(service).get(path + Tokens.DEVELOPMENT).status()).isEqualTo(401);
        String id = team.owner().userId().toString();
        assertThat(ok(host.get("/identity/person-id?issuer=" + Tokens.DEVELOPMENT + "&subject=" + id))
                        .text("personId"))
                .isEqualTo(id);
    }

    static Stream<Arguments> badTokens() {
        long now = Instant.now().getEpochSecond();
        return Stream.of(
                bad("unsigned", Tokens::unsigned),
                bad("signed with the public key as secret", Tokens::signedWithThePublicKey),
                bad("signed by somebody else", Tokens::signedBySomebodyElse),
                bad("signed by a key of its own", Tokens::signedByItsOwnKey),
                bad(
                        "signed by somebody else who claims the issuer's key id",
                        t -> t.withHead("kid", "issuer").signedBySomebodyElse()),
                bad(
                        "signed by somebody else who says where his key is",
                        t -> t.withHead("jku", "http://127.0.0.1:9/keys").signedBySomebodyElse()),
                bad("changed after signing", Tokens::tampered),
                bad("expired", t -> t.with("exp", now - 3_600).signed()),
                bad("without expiry", t -> t.with("exp", null).signed()),
                bad(
                        "of another issuer",
                        t -> t.with("iss", "https://elsewhere.example").signed()),
                bad("for another audience", t -> t.with("aud", "another-api").signed()),
                bad("without audience", t -> t.with("aud", null).signed()),
                bad(
                        "about a login",
                        t -> t.with("at_hash", "77QmUPtjPfzWtF2AnpK9RQ").signed()),
                bad("of another type", t -> t.withHead("typ", "logout+jwt").signed()),
                bad("about a login, by its type", t -> t.with("typ", "ID").signed()),
                bad("about a login, by its use", t -> t.with("token_use", "id").signed()),
                bad("not valid yet", t -> t.with("nbf", now + 3_600).signed()),
                bad("of nobody", t -> t.with("sub", null).signed()));
    }

    private static Arguments bad(String what, Function<Tokens, String> make) {
        return Arguments.of(what, make);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void refusesAToken(String what, Function<Tokens, String> make) {
        refused(asked(make.apply(token())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"junk", "a.b.c", "..", "e30.e30.e30", "eyJhbGciOiJub25lIn0.e30."})
    void refusesWhatIsNoToken(String token) {
        refused(asked(token));
    }

    @Test
    void refusesARequestWithoutToken() {
        Api.Answer answer = Api.nobody(service).get(team.path("/settings"));
        refused(answer);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"credits\"");
    }

    @Test
    void saysThatTheTokenIsTheReason() {
        assertThat(asked("junk").headers().firstValue("WWW-Authenticate"))
                .contains(
                        "Bearer realm=\"credits\", error=\"invalid_token\", error_description=\"The token is not a JWT.\"");
    }

    @Test
    void asksForATokenBeforeItLooksAtTheBody() {
        refused(Api.nobody(service).post(team.path("/chat/messages"), "not JSON"));
        refused(Api.nobody(service).put(team.path(""), "not JSON"));
    }

    @Test
    void issuesDevelopmentTokensUnderBothAddresses() {
        Map<String, Object> person = Map.of("userId", team.owner().userId(), "name", "Ann");
        for (String path : List.of("/dev/tokens", "/api/v1/dev/tokens")) {
            Api.Answer answer = Api.nobody(service).send("POST", path, person);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(asked(answer.text("token")).status()).as(path).isEqualTo(200);
        }
    }

    @Test
    void showsItsClockUnderBothAddressesAndNeverSetsItBack() {
        for (String path : List.of("/dev/clock", "/api/v1/dev/clock")) {
            Instant at = Instant.parse(
                    ok(Api.nobody(service).send("GET", path, null)).text("at"));
            assertThat(at)
                    .as(path)
                    .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
            Api.Answer back = Api.nobody(service)
                    .send("POST", path, Map.of("at", at.minusSeconds(60).toString()));
            assertThat(back.status()).as(path).isEqualTo(400);
            assertThat(back.json().at("/violations/0/field").asText()).isEqualTo("at");
        }
        assertThat(Api.nobody(service)
                        .send("POST", "/dev/clock", Map.of("at", "soon"))
                        .status())
                .isEqualTo(400);
        assertThat(Api.nobody(service).send("POST", "/dev/clock", Map.of()).status())
                .isEqualTo(400);
    }

    @Test
    void doesNotMakeAPersonAServiceByItsTokensOwnWord() {
        Map<String, Object> description =
                Map.of("name", "x", "plan", "PRO", "ownerId", UUID.randomUUID(), "features", List.of());
        String token = token().with("role", "SERVICE")
                .with("roles", List.of("SUPER_ADMIN"))
                .signed();
        Api.Answer answer = Api.withToken(service, token).put("/teams/" + UUID.randomUUID(), description);
        assertThat(answer.problem()).isEqualTo("forbidden");
    }

    private Tokens token() {
        return Tokens.of(service, team.owner().userId());
    }

    private Api.Answer asked(String token) {
        return Api.withToken(service, token).get(team.path("/settings"));
    }

    private static void refused(Api.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo("unauthenticated");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    }
}
