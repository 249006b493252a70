package com.wevion.credits.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import org.junit.jupiter.api.Test;

/** The server publishes the contract as it was written. */
@WithService
class OpenApiIT {
    private final Api nobody;

    OpenApiIT(LocalService service) {
        nobody = Api.nobody(service);
    }

    @Test
    void givesTheContractToEverybody() {
        Api.Answer answer = nobody.send("GET", "/openapi", null);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/yaml");
        assertThat(answer.body()).isEqualTo(OpenApiDocument.text());
    }

    @Test
    void givesTheContractAsJsonToWhoAsksForIt() {
        Api.Answer answer = nobody.send("GET", "/openapi", null, "Accept", "application/json");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.json()).isEqualTo(OpenApiDocument.written().root());
    }

    @Test
    void prefersWhatWasWrittenForWhoTakesBoth() {
        Api.Answer answer = nobody.send("GET", "/openapi", null, "Accept", "application/yaml, application/json;q=0.9");
        assertThat(answer.body()).isEqualTo(OpenApiDocument.text());
    }
}
