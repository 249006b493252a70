package com.wevion.credits.gateway;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Logs of gateways over REST. */
@WithService(engines = false)
class GatewayIT {
    private static final String HEADER = "provider,requestId,at,service,engine,measure,quantity,costUsd\n";

    private final LocalService service;
    private final Api admin;
    private final String provider = "G" + UUID.randomUUID().toString().toUpperCase(Locale.ROOT);

    GatewayIT(LocalService service) {
        this.service = service;
        this.admin = Api.superAdmin(service);
    }

    private Answer send(Api caller, String parameters, String file, String key) {
        return caller.send(
                "POST",
                "/api/v1/reconciliation/usage?log=CSV" + parameters,
                file,
                "Idempotency-Key",
                key,
                "Content-Type",
                "text/csv");
    }

    private Answer send(String file) {
        return send(admin, "", file, UUID.randomUUID().toString());
    }

    private String row(String request, int images) {
        return "%s,%s,2026-10-01T12:00:00Z,IMAGE,FLUX_2_PRO,IMAGE,%d,0.03\n".formatted(provider, request, images);
    }

    @Test
    void importsAFileOnceAndTellsOfItsRefusedRows() {
        String file = HEADER + row("a", 1) + row("b", -1) + row("a", 1);
        String key = UUID.randomUUID().toString();

        Answer answer = send(admin, "&fileName=october.csv", file, key);

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.replayed()).isFalse();
        assertThat(answer.text("accepted") + answer.text("repeated") + answer.text("refused"))
                .isEqualTo("111");
        assertThat(answer.text("costUsd")).isEqualTo("0.03");
        assertThat(answer.text("firstAt")).isEqualTo("2026-10-01T12:00:00Z");
        assertThat(answer.text("refusedRows.0.line")).isEqualTo("3");
        assertThat(answer.text("refusedRows.0.reason")).isEqualTo("quantity is not a number from 0 on");
        Answer again = send(admin, "&fileName=october.csv", file, key);
        assertThat(again.replayed()).isTrue();
        assertThat(again.json()).isEqualTo(answer.json());
        Answer underAnotherKey = send(file);
        assertThat(underAnotherKey.replayed()).isTrue();
        assertThat(underAnotherKey.text("importId")).isEqualTo(answer.text("importId"));
        assertThat(send(admin, "&fileName=october.csv", file + row("c", 1), key).problem())
                .isEqualTo("idempotency-key-reused");
        assertThat(ok(admin.get("/reconciliation/usage/" + answer.text("importId")))
                        .json())
                .isEqualTo(answer.json());
        assertThat(ok(admin.get("/reconciliation/usage?limit=1")).text("items.0.fileName"))
                .isEqualTo("october.csv");
    }

    @Test
    void aRequestCountsOnceInHoweverManyFilesItComes() {
        send(HEADER + row("a", 1));

        Answer second = ok(send(HEADER + row("a", 1) + row("b", 1)));

        assertThat(second.text("accepted")).isEqualTo("1");
        assertThat(second.text("repeated")).isEqualTo("1");
    }

    @Test
    void takesNothingOfAFileThatBreaksOff() {
        Answer refused = admin.send(
                "POST",
                "/api/v1/reconciliation/usage?log=LITELLM",
                "[{\"request_id\":\"x\",\"model\":\"m\",\"custom_llm_provider\":\"" + provider
                        + "\",\"prompt_tokens\":1,\"startTime\":\"2026-10-01T12:00:00Z\"},",
                "Idempotency-Key",
                UUID.randomUUID().toString(),
                "Content-Type",
                "application/json");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/violations/0/field").asText()).isEqualTo("file");
    }

    @Test
    void isForOperators() {
        assertThat(send(Api.person(service, UUID.randomUUID()), "", HEADER, "k").problem())
                .isEqualTo("forbidden");
        assertThat(send(admin, "", HEADER, "k").status()).isEqualTo(400);
        assertThat(admin.get("/reconciliation/usage/" + UUID.randomUUID()).status())
                .isEqualTo(404);
    }
}
