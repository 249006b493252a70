package com.wevion.credits.catalog.publication;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.PriceList;
import com.wevion.credits.dev.WithService;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Publishing versions whose prices change very much, and taking back those that do not hold yet (D11). */
@WithService(engines = false)
class PublicationIT {
    // Of its own: other tests ask what the engines of the seed cost.
    private final String engine = "PUBLISHED_" + UUID.randomUUID();
    private final LocalService service;
    private final Api admin;

    PublicationIT(LocalService service) {
        this.service = service;
        this.admin = Api.superAdmin(service);
    }

    @ParameterizedTest
    @CsvSource({"0.1, 1", "1, 0.1", "0.1, 0", "0, 0.1"})
    void aPriceThatChangesVeryMuchHasToBeConfirmed_D11(String from, String to) {
        String version = ok(list().engine(engine, from, 900).publish()).text("version");
        String changes = "[{\"price\":\"rate VIDEO_COMPOSITING " + engine + " SECOND\",\"from\":\"" + from
                + " USD for 1\",\"to\":\"" + to + " USD for 1\"}]";
        PriceList next = list().price(engine, to);
        String key = UUID.randomUUID().toString();

        Api.Answer refused = admin.post("/catalog/versions", next.request(), key);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("conflict");
        assertThat(refused.text("detail")).contains(engine, from + " USD for 1 → " + to + " USD for 1");
        assertThat(refused.json().get("largeChanges")).hasToString(changes);
        assertThat(ok(admin.get("/catalog")).text("version")).isEqualTo(version);

        Api.Answer published =
                ok(admin.post("/catalog/versions", next.with("confirm", true).request(), key));
        assertThat(published.status()).isEqualTo(201);
        assertThat(published.json().get("largeChanges")).hasToString(changes);
        Api.Answer again = admin.post("/catalog/versions", next.request(), key);
        assertThat(again.replayed()).isTrue();
        assertThat(again.body()).isEqualTo(published.body());
    }

    @Test
    void whatChangesLessNeedsNoConfirmation_D11() {
        ok(list().engine(engine, "0.1", 900).publish());
        assertThat(ok(list().price(engine, "0.99").publish()).json().get("largeChanges"))
                .isEmpty();
        assertThat(list().price(engine, "9.9").with("confirm", false).publish().problem())
                .isEqualTo("conflict");
    }

    @Test
    void isComparedWithTheVersionThatIsInForceThen_D11() {
        int coming = version(list().engine(engine, "0.1", 900)
                .with("effectiveFrom", "2990-01-01T00:00:00Z")
                .publish());
        PriceList next = list().engine(engine, "5", 900);
        // Now there is nothing to compare with, then there is, until it is withdrawn.
        Api.Answer now = ok(next.with("effectiveFrom", "2989-01-01T00:00:00Z").publish());
        assertThat(next.with("effectiveFrom", "2990-02-01T00:00:00Z").publish().problem())
                .isEqualTo("conflict");
        withdraw(coming, 204);
        Api.Answer then = ok(next.with("effectiveFrom", "2990-02-01T00:00:00Z").publish());
        assertThat(then.json().get("largeChanges")).isEmpty();
        withdraw(version(now), 204);
        withdraw(version(then), 204);
    }

    @Test
    void aVersionThatIsComingCanBeWithdrawn_D11() {
        Instant before = Instant.now();
        int version = version(list().engine(engine, "0.1", 900)
                .with("effectiveFrom", "2991-01-01T00:00:00Z")
                .publish());
        String then = "/catalog?at=2991-01-01T00:00:01Z";
        assertThat(ok(admin.get(then)).text("version")).isEqualTo("" + version);

        withdraw(version, 204);
        withdraw(version, 204);

        assertThat(ok(admin.get(then)).body()).doesNotContain(engine);
        JsonNode listed = ok(admin.get("/catalog/versions?limit=1")).json().at("/items/0");
        assertThat(listed.get("version").asInt()).isEqualTo(version);
        assertThat(Instant.parse(listed.get("withdrawnAt").asText())).isAfter(before);
        assertThat(listed.get("withdrawnBy").asText()).isEqualTo(admin.userId().toString());
        assertThat(ok(admin.get("/catalog/versions/" + version)).body()).contains(engine);
        assertThat(version(list().engine(engine, "0.1", 900).publish())).isEqualTo(version + 1);
        assertThat(ok(admin.get("/catalog/versions?limit=1")).text("items.0.withdrawnAt"))
                .isNull();
    }

    @Test
    void aVersionInEffectStays_D11() {
        int now = version(list().engine(engine, "0.1", 900).publish());
        // Another server could continue with it for some seconds without knowing.
        int soon = version(list().price(engine, "0.2")
                .with("effectiveFrom", Instant.now().plusSeconds(3).toString())
                .publish());
        for (int version : new int[] {1, now, soon}) {
            assertThat(withdraw(version, 409).problem()).isEqualTo("conflict");
        }
        assertThat(ok(admin.get("/catalog?at=2992-01-01T00:00:00Z")).text("version"))
                .isEqualTo("" + soon);
        // It would come over what the next test publishes.
        await().untilAsserted(() ->
                assertThat(ok(admin.get("/catalog")).text("version")).isEqualTo("" + soon));
    }

    @Test
    void withdrawingIsForSuperAdminsAndForVersionsThatThereAre_D12() {
        int version = version(list().engine(engine, "0.1", 900)
                .with("effectiveFrom", "2993-01-01T00:00:00Z")
                .publish());
        String path = "/catalog/versions/" + version;
        assertThat(Api.person(service, UUID.randomUUID()).delete(path).problem())
                .isEqualTo("forbidden");
        assertThat(Api.host(service).delete(path).problem()).isEqualTo("forbidden");
        assertThat(Api.nobody(service).delete(path).problem()).isEqualTo("unauthenticated");
        for (String none : new String[] {"999999999", "0", "x"}) {
            assertThat(admin.delete("/catalog/versions/" + none).problem()).isEqualTo("not-found");
        }
        withdraw(version, 204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO catalog_withdrawal VALUES (1, '00000000-0000-0000-0000-000000000000', now())",
                "DELETE FROM catalog_withdrawal",
                "UPDATE catalog_withdrawal SET withdrawn_at = now()"
            })
    void isNeverTakenBackInTheDatabase_D11(String change) throws SQLException {
        try (Connection connection = DriverManager.getConnection(service.databaseUrl());
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(change)).hasMessageContaining("append-only");
        }
    }

    @ParameterizedTest
    @CsvSource({"0.30, 'must be 0.5 to 999999.99 USD'", "4.999, must be whole cents"})
    void aPackageThatNobodyCanBuyIsRefusedWithTheReason_S2(String price, String reason) {
        Api.Answer refused = list().sold("CHEAP", "300", price).publish();
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("violations.0.field")).isEqualTo("packages[3].price");
        assertThat(refused.text("violations.0.message")).contains(reason);
    }

    private PriceList list() {
        return PriceList.after(service);
    }

    private Api.Answer withdraw(int version, int status) {
        Api.Answer answer = admin.delete("/catalog/versions/" + version);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        return answer;
    }

    private static int version(Api.Answer published) {
        return ok(published).json().get("version").asInt();
    }
}
