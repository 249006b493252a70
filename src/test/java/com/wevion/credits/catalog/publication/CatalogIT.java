package com.wevion.credits.catalog.publication;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wevion.credits.catalog.SeedCatalog;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalogue of a running service: the seed's prices, and further versions. */
@WithService(engines = false)
class CatalogIT {
    private static final String IN_VERSION_1 = "/catalog?at=2025-06-01T00:00:00Z";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalService service;
    private final Api admin;

    CatalogIT(LocalService service) {
        this.service = service;
        this.admin = Api.superAdmin(service);
    }

    @Test
    void beginsWithThePricesOfTheSeed_S2_S6_S7_S8_S9_S10_S11_D11() {
        JsonNode catalog = ok(admin.get(IN_VERSION_1)).json();

        assertThat(catalog.get("version").asInt()).isEqualTo(1);
        assertThat(catalog.get("chatHoldCeiling").asText()).isEqualTo("500");
        List<String> shown = new ArrayList<>();
        catalog.get("rates").forEach(rate -> shown.add(rate.toString()));
        assertThat(shown)
                .containsExactlyElementsOf(SeedCatalog.rates().stream()
                        .map(RateView::of)
                        .map(com.wevion.credits.platform.json.Json::write)
                        .toList());
    }

    @Test
    void offersThreePackages_S2_D17() {
        assertThat(ok(admin.get(IN_VERSION_1)).json().get("packages").toString())
                .isEqualTo(com.wevion.credits.platform.json.Json.write(
                        SeedCatalog.version1().offers()));
    }

    @Test
    void showsItToEverybodySignedIn() {
        assertThat(Api.person(service, UUID.randomUUID()).get("/catalog").status())
                .isEqualTo(200);
        assertThat(Api.nobody(service).get("/catalog").problem()).isEqualTo("unauthenticated");
    }

    @Test
    void knowsNoPricesBeforeTheFirstVersion() {
        assertThat(admin.get("/catalog?at=1999-12-31T00:00:00Z").problem()).isEqualTo("not-found");
        assertThat(admin.get("/catalog?at=yesterday").problem()).isEqualTo("validation");
    }

    @Test
    void takesEffectAtItsDateAndNotBefore_D11() {
        int now = ok(admin.get("/catalog")).json().get("version").asInt();
        ObjectNode later = seed().put("effectiveFrom", "2999-01-01T00:00:00Z").put("chatHoldCeiling", "50");

        Api.Answer published = admin.post("/catalog/versions", later);

        assertThat(published.status()).isEqualTo(201);
        assertThat(ok(admin.get("/catalog")).json().get("version").asInt()).isEqualTo(now);
        assertThat(ok(admin.get("/catalog?at=2998-12-31T23:59:59Z")).text("chatHoldCeiling"))
                .isEqualTo("500");
        assertThat(ok(admin.get("/catalog?at=2999-01-01T00:00:00Z")).text("version"))
                .isEqualTo(published.text("version"));
    }

    @Test
    void publishesOnceForManyEqualRequests() {
        ObjectNode version = seed().put("effectiveFrom", "2999-06-01T00:00:00Z");
        String key = UUID.randomUUID().toString();

        List<Api.Answer> answers = IntStream.range(0, 10)
                .parallel()
                .mapToObj(i -> admin.post("/catalog/versions", version, key))
                .toList();

        assertThat(answers).extracting(Api.Answer::status).containsOnly(201);
        assertThat(answers)
                .extracting(Api.Answer::body)
                .containsOnly(answers.get(0).body());
        assertThat(answers).filteredOn(answer -> !answer.replayed()).hasSize(1);
        assertThat(admin.post("/catalog/versions", version.put("chatHoldCeiling", "1"), key)
                        .problem())
                .isEqualTo("idempotency-key-reused");
    }

    @Test
    void isPublishedBySuperAdminsOnly_D12() {
        assertThat(Api.person(service, UUID.randomUUID())
                        .post("/catalog/versions", seed())
                        .problem())
                .isEqualTo("forbidden");
        assertThat(Api.host(service).post("/catalog/versions", seed()).problem())
                .isEqualTo("forbidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"effectiveFrom\":\"2020-01-01T00:00:00Z\"}",
                "{\"packages\":[]}",
                "{\"packages\":[null]}",
                "{\"packages\":[{\"code\":\"A\",\"credits\":\"0\",\"price\":\"1\"}]}",
                "{\"packages\":[{\"code\":\"A\",\"credits\":\"1\",\"price\":\"1e9\"}]}",
                "{\"packages\":[{\"code\":\"A\",\"credits\":1,\"price\":\"1\"}]}",
                "{\"rates\":[]}",
                "{\"rates\":[{\"service\":\"IMAGE\"}]}",
                "{\"chatHoldCeiling\":\"-1\"}",
                "{\"chatHoldCeiling\":\"0.00000001\"}",
                "{\"version\":7}"
            })
    void refusesAVersionThatMakesNoSense(String change) throws Exception {
        ObjectNode version = seed().put("effectiveFrom", "2999-01-01T00:00:00Z");
        version.setAll((ObjectNode) JSON.readTree(change));

        Api.Answer answer = admin.post("/catalog/versions", version);

        assertThat(answer.problem()).isEqualTo("validation");
        assertThat(answer.json().get("violations")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE rate SET price_units = 0",
                "DELETE FROM rate",
                "TRUNCATE package",
                "UPDATE catalog_version SET effective_from = now()",
                "INSERT INTO package VALUES (1, 9, 'GIFT', 1, 1)",
            })
    void isNeverChangedInTheDatabase_D11(String change) throws SQLException {
        try (Connection connection = DriverManager.getConnection(service.databaseUrl());
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(change))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("append-only");
        }
    }

    /** Version 1 as a request. */
    private static ObjectNode seed() {
        ObjectNode version = JSON.createObjectNode();
        var packages = version.putArray("packages");
        SeedCatalog.version1()
                .offers()
                .forEach(sold -> packages.addObject()
                        .put("code", sold.code())
                        .put("credits", sold.credits())
                        .put("price", sold.price()));
        var rates = version.putArray("rates");
        SeedCatalog.rates().forEach(rate -> rates.addPOJO(JSON.valueToTree(RateView.of(rate))));
        return version;
    }
}
