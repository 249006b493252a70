package com.wevion.credits.catalog.publication;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.PriceList;
import com.wevion.credits.dev.WithService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Catalogue versions as an operator reads them and publishes them again (D11). */
@WithService(engines = false)
class CatalogVersionsIT {
    // Of its own: other tests ask what the engines of the seed cost.
    private final String engine = "SHOWN_" + UUID.randomUUID();
    private final LocalService service;
    private final Api admin;

    CatalogVersionsIT(LocalService service) {
        this.service = service;
        this.admin = Api.superAdmin(service);
    }

    @Test
    void listsAllVersionsNewestFirst_D11() {
        int newest = publish();

        List<Integer> versions = new ArrayList<>();
        JsonNode last = null;
        String cursor = "";
        do {
            JsonNode page = ok(admin.get("/catalog/versions?limit=1" + cursor)).json();
            last = page.at("/items/0");
            versions.add(last.get("version").asInt());
            cursor = page.get("nextCursor").isNull()
                    ? null
                    : "&cursor=" + page.get("nextCursor").asText();
        } while (cursor != null);

        assertThat(versions).isSortedAccordingTo(Collections.reverseOrder()).doesNotHaveDuplicates();
        assertThat(versions).first().isEqualTo(newest);
        assertThat(last.get("version").asInt()).isEqualTo(1);
        assertThat(last.get("effectiveFrom").asText()).isEqualTo("2025-01-01T00:00:00Z");
        assertThat(last.get("createdBy").isNull()).isTrue();
        assertThat(ok(admin.get("/catalog/versions")).text("items.0.createdBy"))
                .isEqualTo(admin.userId().toString());
    }

    @Test
    void showsWhatWasPublishedSoThatItCanBePublishedAgain_D11() {
        JsonNode whole = ok(admin.get("/catalog/versions/" + publish())).json();
        assertThat(whole.at("/providerRates/0").toString())
                .isEqualTo("{\"provider\":\"Renderer\",\"service\":\"VIDEO_COMPOSITING\",\"engine\":\"" + engine
                        + "\",\"per\":\"SECOND\","
                        + "\"unitSize\":1,\"cost\":\"0.012\",\"effectiveFrom\":\"2020-01-01T00:00:00Z\","
                        + "\"effectiveTo\":null,\"sku\":\"flux-2\"}");
        ObjectNode draft = draft(whole);

        ((ObjectNode) draft.at("/providerRates/0")).put("billing", "STARTED");

        Api.Answer again = admin.post("/catalog/versions", draft);

        assertThat(again.status()).isEqualTo(201);
        assertThat(draft(ok(admin.get("/catalog/versions/" + again.text("version")))
                        .json()))
                .isEqualTo(draft);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "999999999", "99999999999999999999", "1.0", "x"})
    void knowsNoVersionOfAnotherNumber(String number) {
        assertThat(admin.get("/catalog/versions/" + number).problem()).isEqualTo("not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/catalog/versions", "/catalog/versions/1"})
    void isForSuperAdminsOnly_D12(String path) {
        assertThat(Api.person(service, UUID.randomUUID()).get(path).problem()).isEqualTo("forbidden");
        assertThat(Api.host(service).get(path).problem()).isEqualTo("forbidden");
        assertThat(Api.nobody(service).get(path).problem()).isEqualTo("unauthenticated");
    }

    /** The draft that an operator's page sends of a version that it has loaded. */
    private static ObjectNode draft(JsonNode whole) {
        ObjectNode draft = whole.deepCopy();
        return draft.remove(List.of("version", "effectiveFrom", "createdAt", "createdBy"));
    }

    private int publish() {
        return ok(PriceList.after(service)
                        .engine(engine, "0.1", 900)
                        .provider("Renderer", "VIDEO_COMPOSITING", engine, "SECOND", 1, "0.012", "flux-2")
                        .publish())
                .json()
                .get("version")
                .asInt();
    }
}
