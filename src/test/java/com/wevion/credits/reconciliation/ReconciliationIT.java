package com.wevion.credits.reconciliation;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import com.wevion.credits.dev.stripe.CallFault;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The job on a server: started over REST, its breaks and its report, and how people work through them. */
@WithService(engines = false)
class ReconciliationIT {
    private final LocalService service;
    private final Api admin;
    private final BillingProvider provider;

    ReconciliationIT(LocalService service) {
        this.service = service;
        this.admin = Api.superAdmin(service);
        this.provider = new BillingProvider(service);
    }

    private void threeBreaks() {
        provider.did(2, "good");
        provider.bills(2, "0.06", "good");
        provider.did(10, "dear");
        provider.bills(10, "0.5", "dear");
        provider.failed("failed");
        provider.bills(1, "0.03", "failed");
        provider.bills(4, "0.12", "ghost");
        provider.sendInvoice();
    }

    @Test
    void findsNamesAndExplains() {
        threeBreaks();

        JsonNode run = provider.reconcile();

        String id = run.path("runId").asText();
        assertThat(run.path("breaks").asInt()).isEqualTo(3);
        assertThat(run.path("variance").asText()).isEqualTo("0.35");
        assertThat(run.path("steps").findValuesAsText("step"))
                .containsExactly("STAGE", "MATCH", "CLASSIFY", "AUDIT", "MONEY", "REPORT");
        assertThat(run.path("steps").findValuesAsText("status")).containsOnly("DONE");
        JsonNode match = run.path("steps").get(1);
        assertThat(match.path("rowsDone").asInt())
                .isEqualTo(7)
                .isEqualTo(match.path("rowsExpected").asInt());
        assertThat(provider.breaks(id))
                .extracting(found -> found.path("cause").asText() + " "
                        + found.path("requestId").asText() + " "
                        + found.path("variance").asText())
                .containsExactly("FAILED_BUT_BILLED failed 0.03", "PRICE dear 0.2", "UNKNOWN_SKU ghost 0.12");
        JsonNode dear = ok(admin.get("/reconciliation/breaks/"
                        + provider.breaks(id).get(1).path("breakId").asText()))
                .json();
        assertThat(dear.path("explanation").asText()).contains("0.5 USD instead of 0.3 USD");
        assertThat(dear.path("recorded").findValuesAsText("requestId")).containsExactly("dear");
        assertThat(dear.path("billed").findValuesAsText("line")).containsExactly("3");
        JsonNode report = provider.report(id);
        assertThat(report.path("to").asText())
                .isEqualTo(BillingProvider.TODAY.plusDays(1).toString());
        JsonNode acme = report.path("providers").get(0);
        assertThat(acme.path("provider").asText()).isEqualTo(provider.name());
        assertThat(acme.path("matchedCost").asText()).isEqualTo("0.06");
        assertThat(acme.path("matchedShare").asText()).isEqualTo("8.45");
        assertThat(acme.path("billedCost").asText()).isEqualTo("0.71");
        assertThat(report.path("audit").path("violations")).isEmpty();
        assertThat(report.path("causes").findValuesAsText("cause"))
                .containsExactly("FAILED_BUT_BILLED", "PRICE", "UNKNOWN_SKU");
    }

    @Test
    void comparesThePaymentsWhenStripeAnswersTheThirdTime() {
        service.stripe().weather().failCalls(4, "GET /v1/checkout/sessions", CallFault.RESET_BEFORE); // two each time
        threeBreaks();

        String id = provider.reconcile().path("runId").asText();

        assertThat(provider.report(id).path("audit").path("notCompared").isNull())
                .isTrue();
    }

    @Test
    void givesReportAndBreaksAsCsv() {
        threeBreaks();
        String id = provider.reconcile().path("runId").asText();

        Api.Answer csv = ok(admin.get("/reconciliation/runs/" + id + "/report", "Accept", "text/csv"));
        String report = csv.body();
        String breaks = ok(admin.get("/reconciliation/runs/" + id + "/breaks?cause=PRICE", "Accept", "text/csv"))
                .body();

        assertThat(csv.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
        assertThat(report)
                .startsWith("section,item,figure,value\r\n")
                .contains("provider," + provider.name() + ",matchedCost,0.06\r\n")
                .contains("cause,PRICE,variance,0.2\r\n")
                .contains("openBreaks,opening,count,0\r\n")
                .contains("openBreaks,opened,count,3\r\nopenBreaks,opened,variance,0.35\r\n")
                .contains("openBreaks,closed,count,0\r\n")
                .contains("openBreaks,open,count,3\r\nopenBreaks,open,variance,0.35\r\n");
        assertThat(breaks.lines()).hasSize(2);
        assertThat(breaks).contains(",PRICE,OPEN,").contains(",dear,");
    }

    @Test
    void aBreakIsWorkedThroughKeepsItsAgeAndClosesItself() {
        threeBreaks();
        String first = provider.reconcile().path("runId").asText();
        JsonNode ghost = provider.breaks(first).get(2);
        String path = "/reconciliation/breaks/" + ghost.path("breakId").asText();

        Api.Answer disputed = admin.patch(path, Map.of("state", "DISPUTED", "owner", "Ada", "note", "told them"));

        assertThat(ok(disputed).text("state")).isEqualTo("DISPUTED");
        String second = provider.reconcile().path("runId").asText();
        JsonNode still = provider.breaks(second).get(2);
        assertThat(still.path("breakId")).isEqualTo(ghost.path("breakId"));
        assertThat(still.path("firstSeenAt")).isEqualTo(ghost.path("firstSeenAt"));
        assertThat(still.path("state").asText()).isEqualTo("DISPUTED");
        assertThat(still.path("owner").asText()).isEqualTo("Ada");

        provider.did(4, "ghost");
        String third = provider.reconcile().path("runId").asText();

        assertThat(provider.breaks(third)).hasSize(2);
        JsonNode closed = ok(admin.get(path)).json();
        assertThat(closed.path("state").asText()).isEqualTo("RESOLVED");
        assertThat(closed.path("resolvedByRun").asText()).isEqualTo(third);
        assertThat(closed.path("changes").findValuesAsText("state")).containsExactly("DISPUTED", "RESOLVED");
        JsonNode roll = provider.report(third).path("openBreaks");
        assertThat(roll.toString())
                .isEqualTo(
                        "{\"opening\":{\"count\":3,\"variance\":\"0.35\"},\"opened\":{\"count\":0,\"variance\":\"0\"},"
                                + "\"closed\":{\"count\":1,\"variance\":\"0.12\"},\"changed\":\"0\","
                                + "\"open\":{\"count\":2,\"variance\":\"0.23\"}}");
        assertThat(provider.report(third).path("previous").findValuesAsText("runId"))
                .containsExactly(second, first);
    }

    @Test
    void oneKeyIsOneRunAndOneRunsAtATime() {
        provider.did(2, "good");
        String key = UUID.randomUUID().toString();

        Api.Answer started = provider.startAgain(key);
        Api.Answer again = provider.startAgain(key);
        Api.Answer other = admin.post(
                "/reconciliation/runs",
                Map.of("provider", provider.name(), "from", "2026-10-02", "to", "2026-11-01"),
                key);

        assertThat(again.text("runId")).isEqualTo(started.text("runId"));
        assertThat(again.replayed()).isTrue();
        assertThat(other.problem()).isEqualTo("idempotency-key-reused");
        provider.completed(started.text("runId"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-01, 2026-10-01, to",
        "2026-10-02, 2026-10-01, to",
        "2020-01-01, 2026-10-01, from",
        "2026-10-01, 2999-01-01, to",
        "2026-10-01T12:00:00Z, 2026-10-05, from",
        "october, 2026-10-05, from",
        "2026-02-30, 2026-10-05, from"
    })
    void refusesDaysThatAreNone(String from, String to, String field) {
        Api.Answer answer = admin.post("/reconciliation/runs", Map.of("from", from, "to", to));

        assertThat(answer.problem()).isEqualTo("validation");
        assertThat(answer.json().path("violations").findValuesAsText("field")).containsExactly(field);
    }

    @Test
    void isForSuperAdminsOnly() {
        String nothing = UUID.randomUUID().toString();
        for (Api caller : List.of(Api.person(service, UUID.randomUUID()), Api.host(service))) {
            assertThat(caller.post("/reconciliation/runs", Map.of("from", "2026-10-01", "to", "2026-10-02"))
                            .status())
                    .isEqualTo(403);
            assertThat(caller.get("/reconciliation/runs").status()).isEqualTo(403);
            assertThat(caller.get("/reconciliation/runs/" + nothing + "/breaks").status())
                    .isEqualTo(403);
            assertThat(caller.patch("/reconciliation/breaks/" + nothing, Map.of())
                            .status())
                    .isEqualTo(403);
        }
        assertThat(admin.get("/reconciliation/runs/" + nothing + "/report").status())
                .isEqualTo(404);
        assertThat(admin.get("/reconciliation/breaks/" + nothing).status()).isEqualTo(404);
        assertThat(admin.patch("/reconciliation/breaks/" + nothing, Map.of("state", "OPEN"))
                        .status())
                .isEqualTo(404);
        assertThat(admin.get("/reconciliation/runs/" + nothing + "/breaks?cause=NONE")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void operatorsLeaveOutWhatIsNoneOfOurWorkAndCompareItAgain() {
        provider.bills(4, "0.12", "ghost");
        provider.sendInvoice();
        String name = provider.name().toLowerCase(java.util.Locale.ROOT);
        Map<String, Object> wanted =
                Map.of("provider", name, "what", "SKU", "name", " Flux_2_Pro ", "reason", "the lab pays for it");
        assertThat(Api.host(service)
                        .send("PUT", "/api/v1/reconciliation/ignored", wanted)
                        .problem())
                .isEqualTo("forbidden");

        JsonNode ignored =
                ok(admin.send("PUT", "/api/v1/reconciliation/ignored", wanted)).json();

        assertThat(ignored.path("name").asText()).isEqualTo("FLUX_2_PRO");
        assertThat(ignored.path("by").asText()).isEqualTo(admin.userId().toString());
        JsonNode run = provider.reconcile();
        assertThat(run.path("breaks").asInt()).isZero();
        JsonNode left = provider.report(run.path("runId").asText()).at("/ignored/0");
        assertThat(left.path("amount").asText()).isEqualTo("0.12");
        assertThat(left.path("reason").asText()).isEqualTo("the lab pays for it");

        String place = "/reconciliation/ignored?provider=" + name + "&what=SKU&name=flux_2_pro";
        assertThat(admin.delete(place).status()).isEqualTo(204);
        assertThat(admin.delete(place).status()).isEqualTo(204);
        assertThat(admin.delete(place + "x").problem()).isEqualTo("not-found");
        assertThat(admin.delete("/reconciliation/ignored?provider=X&what=COLOUR&name=x")
                        .problem())
                .isEqualTo("validation");
        assertThat(provider.reconcile().path("breaks").asInt()).isEqualTo(1);
        assertThat(ok(admin.get("/reconciliation/ignored/changes?limit=2"))
                        .json()
                        .path("items"))
                .extracting(change -> change.path("provider").asText() + " "
                        + change.path("reason").asText())
                .containsExactly(provider.name() + " null", provider.name() + " the lab pays for it");
        assertThat(ok(admin.get("/reconciliation/ignored?provider=" + name))
                        .json()
                        .path("items"))
                .isEmpty();
    }
}
