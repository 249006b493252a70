package com.wevion.credits.audit;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.CheckpointKeyFiles;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Verifications, checkpoints and exports over REST. */
@WithService
class AuditIT {
    private final LocalService service;
    private final Api admin;

    AuditIT(LocalService service) {
        this.service = service;
        this.admin = Api.superAdmin(service);
    }

    @Test
    void verifiesATeamInTheBackgroundOncePerKey() {
        TestTeam team = TestTeam.withCredits(service, "100");
        team.adjust("CREDITS", "-1");
        Map<String, Object> request = Map.of("teamId", team.id(), "account", "CREDITS");
        String key = UUID.randomUUID().toString();

        Api.Answer started = startWhenNoOtherRuns(request, key);
        assertThat(started.status()).isEqualTo(202);
        Api.Answer ended = awaitEnd(started);

        assertThat(ended.text("status")).isEqualTo("PASSED");
        assertThat(ended.text("accounts")).isEqualTo("1");
        assertThat(ended.text("entries")).isEqualTo("2");
        assertThat(ended.text("entriesTotal")).isEqualTo("2");
        assertThat(ended.json().get("findings")).isEmpty();
        Api.Answer again = admin.post("/ledger/verifications", request, key);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.replayed()).isTrue();
        assertThat(again.text("verificationId")).isEqualTo(started.text("verificationId"));
        Api.Answer other = admin.post("/ledger/verifications", Map.of("teamId", team.id()), key);
        assertThat(other.problem()).isEqualTo("idempotency-key-reused");
        List<String> listed = ok(admin.get("/ledger/verifications?limit=200"))
                .json()
                .get("items")
                .findValuesAsText("verificationId");
        assertThat(listed).contains(started.text("verificationId"));
    }

    @Test
    void verifiesEverything() {
        TestTeam.withCredits(service, "100");
        Api.Answer ended =
                awaitEnd(startWhenNoOtherRuns(Map.of(), UUID.randomUUID().toString()));

        assertThat(ended.text("status")).as(ended.body()).isEqualTo("PASSED");
        assertThat(ended.json().get("entries").asLong()).isPositive();
    }

    @Test
    void exportsWhatAnybodyCanVerify() throws Exception {
        TestTeam team = TestTeam.withCredits(service, "100");
        team.adjust("CREDITS", "-1");
        // Its own timer takes one a day; this is what another node would do on a later one.
        Path folder = service.settings().dataFolder();
        CheckpointKeyFiles files = CheckpointKeyFiles.in(folder);
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(service.databaseUrl());
        Checkpoints checkpoints = new Checkpoints(database, AuditBook.keys(files), AuditBook.CLOCK);
        LocalDate day = checkpoints
                .latest()
                .map(latest -> LocalDate.parse(latest.day()).plusDays(1))
                .orElse(LocalDate.of(2026, 1, 31));
        assertThat(checkpoints.take(day)).isTrue();

        JsonNode newest = ok(admin.get("/ledger/checkpoints?limit=1")).json().at("/items/0");
        assertThat(newest.get("day").asText()).isEqualTo(day.toString());
        assertThat(newest.get("signature").asText()).hasSize(128);
        assertThat(ok(admin.get("/ledger/checkpoints/" + day)).json()).isEqualTo(newest);
        Path key = Files.writeString(
                folder.resolve("published.pem"),
                ok(admin.get("/ledger/checkpoints/key")).body());
        assertThat(key).hasSameTextualContentAs(files.publicKey());

        assertThat(verified(ok(admin.get("/ledger/checkpoints/" + day + "/export")), key))
                .startsWith("verified: 1 checkpoints");
        Api.Answer all = ok(admin.get("/ledger/checkpoints/" + day + "/export?from=2000-01-01"));
        assertThat(all.headers().firstValue("Content-Type").orElse("")).startsWith("application/x-ndjson");
        assertThat(verified(all, key))
                .contains(", " + newest.get("entries").asText() + " entries")
                .doesNotContain("does not begin");
    }

    @Test
    void saysWhetherCheckpointsAreSigned() {
        assertThat(admin.send("GET", "/health/ready", null).body()).contains("\"signed\":\"yes\"");
    }

    @Test
    void isForSuperAdminsOnly() {
        TestTeam team = TestTeam.paid(service);
        for (Api caller : List.of(team.owner(), team.member("ADMIN"), Api.host(service))) {
            assertThat(caller.post("/ledger/verifications", Map.of()).problem()).isEqualTo("forbidden");
            for (String path : List.of(
                    "/ledger/verifications",
                    "/ledger/verifications/" + UUID.randomUUID(),
                    "/ledger/checkpoints",
                    "/ledger/checkpoints/key",
                    "/ledger/checkpoints/2026-01-31",
                    "/ledger/checkpoints/2026-01-31/export")) {
                assertThat(caller.get(path).status()).as(path).isEqualTo(403);
            }
        }
        assertThat(Api.nobody(service).get("/ledger/checkpoints").status()).isEqualTo(401);
    }

    @Test
    void refusesWhatMakesNoSense() {
        String unknown = UUID.randomUUID().toString();
        assertThat(admin.send("POST", "/api/v1/ledger/verifications", Map.of()).status())
                .isEqualTo(400);
        for (String body : List.of(
                "{\"account\":\"CREDITS\"}", "{\"teamId\":\"1-1-1-1-1\"}", "{\"teamId\":7}", "{\"other\":1}", "[]")) {
            assertThat(admin.post("/ledger/verifications", body).status())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(admin.post("/ledger/verifications", Map.of("teamId", unknown))
                        .status())
                .isEqualTo(404);
        for (String path : List.of(
                "/verifications/" + unknown,
                "/verifications/1",
                "/checkpoints/2020-01-31",
                "/checkpoints/2020-02-30",
                "/checkpoints/today/export",
                "/checkpoints/2020-01-31/export")) {
            assertThat(admin.get("/ledger" + path).problem()).as(path).isEqualTo("not-found");
        }
        for (String query : List.of("/verifications?limit=0", "/verifications?cursor=x", "/checkpoints?cursor=x")) {
            assertThat(admin.get("/ledger" + query).problem()).as(query).isEqualTo("validation");
        }
    }

    /** Other tests verify at the same time on the same service, if they run in parallel. */
    private Api.Answer startWhenNoOtherRuns(Object request, String key) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> admin.post("/ledger/verifications", request, key), answer -> answer.status() != 409);
    }

    private Api.Answer awaitEnd(Api.Answer started) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> ok(admin.get("/ledger/verifications/" + started.text("verificationId"))),
                        answer -> !answer.text("status").equals("RUNNING"));
    }

    private String verified(Api.Answer export, Path key) throws Exception {
        Path file = Files.writeString(service.settings().dataFolder().resolve("export.ndjson"), export.body());
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "server-config/VerifyExport.java",
                        file.toString(),
                        key.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
