package com.wevion.credits.keys;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.EventStream;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** API keys over HTTP: who makes them, what they do, and how they end. */
@WithService(engines = false)
class KeysIT {
    private final LocalService service;
    private final TestTeam team;
    private final Api superAdmin;

    KeysIT(LocalService service) {
        this.service = service;
        team = TestTeam.withCredits(service, "1000");
        superAdmin = Api.superAdmin(service);
    }

    private static Map<String, Object> wanted(String... scopes) {
        return Map.of("name", "Nightly script", "scopes", List.of(scopes));
    }

    private Api.Answer made(String... scopes) {
        return ok(team.owner().post(team.path("/keys"), wanted(scopes)));
    }

    private Api caller(Api.Answer made) {
        return Api.withToken(service, made.text("secret"));
    }

    @Test
    void isMadeOnceAndShownOnce() {
        String key = UUID.randomUUID().toString();
        Api.Answer made = team.owner().post(team.path("/keys"), wanted("read", "meter"), key);
        Api.Answer again = team.owner().post(team.path("/keys"), wanted("read", "meter"), key);
        Api.Answer another = team.owner().post(team.path("/keys"), wanted("read"), key);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("secret")).matches("crk_t_[0-9A-Za-z]{49}").startsWith(made.text("key.beginning"));
        assertThat(made.json().at("/key/scopes").toString()).isEqualTo("[\"meter\",\"read\"]");
        assertThat(made.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.replayed()).isTrue();
        assertThat(again.text("secret")).isNull();
        assertThat(again.json().get("key")).isEqualTo(made.json().get("key"));
        assertThat(another.problem()).isEqualTo("idempotency-key-reused");
        assertThat(ok(team.owner().get(team.path("/keys"))).body()).doesNotContain(made.text("secret"));
    }

    @ParameterizedTest
    @CsvSource({
        "report, who pays must not say what it cost",
        "reconcile, for keys of the platform",
        "operate, for keys of the platform",
        "everything, meter"
    })
    void aTeamHasNoKeyForWhatIsThePlatforms_D19(String scope, String why) {
        Api.Answer refused = team.owner().post(team.path("/keys"), wanted("read", scope));

        assertThat(refused.problem()).isEqualTo("validation");
        assertThat(refused.json().at("/violations/0/field").asText()).isEqualTo("scopes");
        assertThat(refused.json().at("/violations/0/message").asText()).contains(why);
        assertThat(ok(team.owner().get(team.path("/keys"))).json().get("items")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020-01-01T00:00:00Z", "2999-01-01", "tomorrow"})
    void endsInTheNextYearAtTheLatest(String end) {
        Map<String, Object> wanted = new HashMap<>(wanted("read"));
        wanted.put("expiresAt", end);

        assertThat(team.owner().post(team.path("/keys"), wanted).problem()).isEqualTo("validation");
    }

    @Test
    void metersForMembersWhomItNames_S4() {
        Api meter = caller(made("meter"));
        Api buyer = team.member("MEDIA_BUYER");

        Api.Answer admitted = ok(meter.post(
                team.path("/chat/messages"), Map.of("userId", buyer.userId(), "estimatedInputTokens", 1000)));

        assertThat(meter.post(team.path("/chat/messages"), Map.of()).problem()).isEqualTo("validation");
        assertThat(meter.post(team.path("/chat/messages"), Map.of("userId", UUID.randomUUID()))
                        .problem())
                .isEqualTo("forbidden");
        assertThat(meter.post(
                                team.path("/chat/messages"),
                                Map.of("userId", team.member("VIEWER").userId()))
                        .problem())
                .isEqualTo("forbidden");
        assertThat(ok(buyer.get(team.path("/chat/messages/" + admitted.text("messageId"))))
                        .text("userId"))
                .isEqualTo(buyer.userId().toString());
        assertThat(meter.get(team.path("/balance")).text("detail"))
                .isEqualTo("Seeing the balance needs the scope read.");
    }

    @Test
    void aTeamsKeyNeverSaysWhatWorkCost_D19() {
        Api meter = caller(made("meter", "read", "purchase"));
        Api.Answer admitted = ok(meter.post(
                team.path("/chat/messages"), Map.of("userId", team.owner().userId())));
        String held = team.balance("credits.held");
        Map<String, Object> completion = Map.of("outcome", "SUCCEEDED", "inputTokens", 1, "outputTokens", 1);

        assertThat(meter.post(team.path("/chat/messages/" + admitted.text("messageId") + "/completion"), completion)
                        .problem())
                .isEqualTo("forbidden");
        assertThat(team.balance("credits.held")).isEqualTo(held).isNotEqualTo("0");

        Api reporter = caller(ok(superAdmin.post("/keys", wanted("report"))));
        assertThat(ok(reporter.post(
                                team.path("/chat/messages/" + admitted.text("messageId") + "/completion"), completion))
                        .text("status"))
                .isEqualTo("SETTLED");
    }

    @Test
    void buysInTheNameOfThePersonWhoMadeItWhileThatPersonMay_D12() {
        Api admin = team.member("ADMIN");
        Api.Answer made = ok(admin.post(team.path("/keys"), wanted("purchase")));
        Api shop = caller(made);

        Api.Answer bought = ok(shop.post(team.path("/purchases"), Map.of("package", "STARTER")));
        assertThat(bought.text("boughtBy")).isEqualTo(admin.userId().toString());
        assertThat(ok(shop.get(team.path("/purchases/" + bought.text("purchaseId"))))
                        .text("status"))
                .isEqualTo("PENDING");

        team.join(admin.userId(), "Ada", "VIEWER", Map.of());
        assertThat(shop.post(team.path("/purchases"), Map.of("package", "STARTER"))
                        .text("detail"))
                .isEqualTo("Buying credits needs the role MEDIA_BUYER or above.");
        ok(team.owner().delete(team.path("/members/" + admin.userId())));
        assertThat(shop.post(team.path("/purchases"), Map.of("package", "STARTER"))
                        .text("detail"))
                .isEqualTo("The person who made this API key, and in whose name it buys, has left the team.");
    }

    @Test
    void readsTheWholeHistoryOfItsTeamAndNothingElsewhere() {
        Api reader = caller(made("read"));

        assertThat(ok(reader.get(team.path("/balance"))).text("credits.balance"))
                .isEqualTo("1000");
        assertThat(ok(reader.get(team.path("/transactions"))).json().get("items"))
                .hasSize(1);
        assertThat(ok(reader.get("/me")).text("name")).isEqualTo("Nightly script");
        assertThat(reader.get(team.path("/keys")).text("detail"))
                .isEqualTo("Managing a team's API keys is nothing that an API key can do.");
        assertThat(reader.get(TestTeam.paid(service).path("/balance")).problem())
                .isEqualTo("not-found");
        assertThat(reader.get("/teams").problem()).isEqualTo("forbidden");
    }

    @Test
    void tellsWhenAndFromWhereItWasLastUsed() {
        Api.Answer made = made("read");
        assertThat(made.text("key.lastUsedAt")).isNull();
        ok(caller(made).get(team.path("/balance")));

        Api.Answer listed = await().atMost(Duration.ofSeconds(20))
                .until(() -> ok(team.owner().get(team.path("/keys"))), keys -> keys.text("items.0.lastUsedAt") != null);

        assertThat(listed.text("items.0.lastUsedFrom")).isEqualTo("127.0.0.1");
    }

    @Test
    void endsAtOnceWhenItIsRevokedWithItsStream() {
        Api.Answer made = made("read");
        Api reader = caller(made);
        String keyPath = team.path("/keys/" + made.text("key.keyId"));
        try (var stream = EventStream.of(service, reader, team)) {
            stream.awaitEvents(1);
            ok(team.owner().delete(keyPath));

            Api.Answer refused = reader.get(team.path("/balance"));
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.text("detail"))
                    .isEqualTo("The API key " + made.text("key.beginning") + " has been revoked.");
            assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
            stream.awaitEnd();
        }
        assertThat(team.owner().delete(keyPath).status()).isEqualTo(204);
        assertThat(ok(team.owner().get(team.path("/keys"))).text("items.0.state"))
                .isEqualTo("REVOKED");
    }

    @Test
    void isInTheAuditLogFromItsBeginningToItsEndWithoutItsSecret() {
        Api.Answer made = made("meter");
        String path = team.path("/keys/" + made.text("key.keyId"));
        Api.Answer next = ok(team.owner().post(path + "/rotation", Map.of()));
        ok(team.owner().delete(path));
        ok(team.owner().delete(path));
        Api host = caller(ok(superAdmin.post("/keys", wanted("operate"))));
        ok(host.put(team.path("/members/" + UUID.randomUUID()), Map.of("role", "VIEWER", "displayName", "V")));

        Api.Answer lines = ok(team.owner().get(team.path("/audit-log?limit=200")));
        List<String> actions = new ArrayList<>();
        lines.json().get("items").forEach(line -> {
            if (line.get("objectKind").asText().equals("API key")
                    || line.at("/by/credential").asText().startsWith("key")) {
                actions.add(
                        0,
                        line.get("action").asText() + " " + line.at("/by/kind").asText());
            }
        });
        assertThat(actions)
                .containsExactly("KEY_MADE PERSON", "KEY_ROTATED PERSON", "KEY_REVOKED PERSON", "MEMBER_ADDED SERVICE");
        assertThat(lines.body())
                .contains("key " + host.token().substring(0, 12))
                .doesNotContain(made.text("secret"), next.text("secret"));
    }

    @Test
    void isRotatedWhileBothGoOn() {
        Api.Answer former = made("read");
        Api.Answer next = ok(team.owner()
                .post(team.path("/keys/" + former.text("key.keyId") + "/rotation"), Map.of("overlapMinutes", 5)));

        assertThat(next.text("key.replaces")).isEqualTo(former.text("key.keyId"));
        ok(caller(former).get(team.path("/balance")));
        ok(caller(next).get(team.path("/balance")));

        Api.Answer last = ok(team.owner()
                .post(team.path("/keys/" + next.text("key.keyId") + "/rotation"), Map.of("overlapMinutes", 0)));
        assertThat(caller(next).get(team.path("/balance")).status()).isEqualTo(401);
        ok(caller(last).get(team.path("/balance")));
        assertThat(team.owner()
                        .post(
                                team.path("/keys/" + last.text("key.keyId") + "/rotation"),
                                Map.of("overlapMinutes", 99_999))
                        .problem())
                .isEqualTo("validation");
    }

    @Test
    void noKeyIsInTheLogNorAMistypedOne() throws Exception {
        String secret = made("read").text("secret");
        String mistyped = secret.substring(0, secret.length() - 1) + (secret.endsWith("0") ? "1" : "0");

        ok(Api.withToken(service, secret).get(team.path("/balance")));
        assertThat(Api.withToken(service, mistyped).get(team.path("/balance")).text("detail"))
                .contains("checksum");

        assertThat(Files.readString(service.settings().dataFolder().resolve("server.log")))
                .doesNotContain(secret.substring(12), mistyped.substring(12));
    }

    @Test
    void aPlatformsKeyDoesInEveryTeamWhatItsScopesSay() {
        Api host = caller(ok(superAdmin.post("/keys", wanted("meter", "report", "operate"))));
        Api buyer = team.member("MEDIA_BUYER");
        Api.Answer message = ok(host.post(team.path("/chat/messages"), Map.of("userId", buyer.userId())));

        assertThat(message.text("status")).isEqualTo("ADMITTED");
        assertThat(host.put(team.path("/members/" + UUID.randomUUID()), Map.of("role", "VIEWER", "displayName", "V"))
                        .status())
                .isEqualTo(201);
        assertThat(ok(host.get("/teams")).json().get("items")).isNotEmpty();
        assertThat(host.get(team.path("/balance")).problem()).isEqualTo("forbidden");
        assertThat(host.post(team.path("/adjustments"), Map.of("account", "CREDITS", "amount", "1", "reason", "r"))
                        .problem())
                .isEqualTo("forbidden");
    }

    /** Its body is let in before anybody asks what the key may do. */
    @Test
    void aPlatformsKeyImportsAFileIfItReconciles() {
        String path = "/api/v1/reconciliation/invoices?provider=NOBODY&format=FOCUS";
        Api reconciler = caller(ok(superAdmin.post("/keys", wanted("reconcile"))));
        Api operator = caller(ok(superAdmin.post("/keys", wanted("operate"))));
        String[] headers = {
            "Content-Type", "text/csv", "Idempotency-Key", UUID.randomUUID().toString()
        };

        assertThat(reconciler.send("POST", path, "x", headers).problem()).isEqualTo("invoice-refused");
        assertThat(operator.send("POST", path, "x", headers).problem()).isEqualTo("forbidden");
    }
}
