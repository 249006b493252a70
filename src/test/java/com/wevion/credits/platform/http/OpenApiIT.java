package com.wevion.credits.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import org.junit.jupiter.api.Test;

/** The server publishes the contract as it was written. */
@WithService
class OpenApiIT {
    private final Api nobody;
    private final JsonNode written = OpenApiDocument.written().root();

    OpenApiIT(LocalService service) {
        nobody = Api.nobody(service);
    }

    @Test
    void givesTheContractToEverybody() {
        Api.Answer answer = nobody.send("GET", "/openapi", null);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(contract(OpenApiDocument.of(answer.body()).root())).isEqualTo(written);
    }

    @Test
    void givesTheContractAsJsonToWhoAsksForIt() {
        Api.Answer answer = nobody.send("GET", "/openapi", null, "Accept", "application/json");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(contract(answer.json())).isEqualTo(written);
    }

    /** Payara adds a list of its own, with the same paths again. */
    private static JsonNode contract(JsonNode published) {
        return ((ObjectNode) published).without("endpoints");
    }
}
