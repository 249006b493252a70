package com.wevion.credits.reconciliation;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Currency rates over REST, and a bill in euros before and after there is one. */
@WithService(engines = false)
class CurrencyRatesIT {
    private static final String MONTH = YearMonth.now(ZoneOffset.UTC).toString();
    private static final String RATES = "/reconciliation/rates";

    private final LocalService service;
    private final Api admin;

    CurrencyRatesIT(LocalService service) {
        this.service = service;
        this.admin = Api.superAdmin(service);
    }

    private Api.Answer ecb(String file, String from) {
        return admin.send("PUT", "/api/v1" + RATES + "/ecb?from=" + from, file, "Content-Type", "text/csv");
    }

    private List<JsonNode> entries(String currency) {
        List<JsonNode> entries = new ArrayList<>();
        ok(admin.get(RATES + "?currency=" + currency)).json().path("items").forEach(entries::add);
        return entries;
    }

    @Test
    void aBillInEurosIsOneBreakUntilThereIsARate() {
        BillingProvider provider = new BillingProvider(service);
        provider.did(2, "a");
        provider.billsInEuros(2, "0.05", "a");
        provider.did(3, "b");
        provider.billsInEuros(3, "0.15", "b");
        provider.sendInvoice();

        JsonNode before = provider.reconcile();
        JsonNode foreign = provider.breaks(before.path("runId").asText()).get(0);
        assertThat(before.path("breaks").asInt()).isEqualTo(1);
        assertThat(foreign.path("cause").asText()).isEqualTo("CURRENCY");
        assertThat(foreign.path("recordedCost").asText()).isEqualTo("0.15");
        assertThat(foreign.path("unit").asText()).isEqualTo("USD");
        assertThat(foreign.path("billedCost").asText()).isEqualTo("0.2");
        assertThat(foreign.path("billedUnit").asText()).isEqualTo("EUR");
        assertThat(foreign.path("variance").isNull()).isTrue();
        JsonNode told = ok(admin.get(
                        "/reconciliation/breaks/" + foreign.path("breakId").asText()))
                .json();
        assertThat(told.path("explanation").asText()).contains("0.2 EUR").contains("0.15 USD");
        assertThat(told.path("billed").findValuesAsText("requestId")).containsExactlyInAnyOrder("a", "b");

        ok(admin.put(RATES + "/EUR/" + MONTH + "?provider=" + provider.name(), Map.of("usdPerUnit", "1.2")));
        JsonNode after = provider.reconcile();

        JsonNode dear = provider.breaks(after.path("runId").asText()).get(0);
        assertThat(after.path("breaks").asInt()).isEqualTo(1);
        assertThat(dear.path("cause").asText()).isEqualTo("PRICE");
        assertThat(dear.path("requestId").asText()).isEqualTo("b");
        assertThat(dear.path("variance").asText()).isEqualTo("0.09");
        assertThat(dear.path("billedUnit").asText()).isEqualTo("USD");
        JsonNode converted = provider.report(after.path("runId").asText()).at("/foreign/0");
        assertThat(converted.path("month").asText()).isEqualTo(MONTH);
        assertThat(converted.path("usdPerUnit").asText()).isEqualTo("1.2");
        assertThat(converted.path("amount").asText()).isEqualTo("0.2");
        assertThat(converted.path("converted").asText()).isEqualTo("0.24");
    }

    @Test
    void whatWasEnteredIsListedWithWhoDidSo() {
        JsonNode first = ok(admin.put(RATES + "/CHF/2026-08", Map.of("usdPerUnit", "1.25", "note", "by hand")))
                .json();
        JsonNode again = ok(admin.put(RATES + "/chf/2026-08", Map.of("usdPerUnit", "1.250", "note", "by hand")))
                .json();
        assertThat(again).isEqualTo(first);
        assertThat(first.path("inForce").asBoolean()).isTrue();

        ok(admin.put(RATES + "/CHF/2026-08", Map.of("usdPerUnit", "1.26")));
        assertThat(admin.delete(RATES + "/CHF/2026-08").status()).isEqualTo(204);
        assertThat(admin.delete(RATES + "/CHF/2026-08").status()).isEqualTo(204);

        List<JsonNode> entries = entries("CHF");
        assertThat(entries)
                .extracting(entry -> entry.path("usdPerUnit").asText())
                .containsExactly("null", "1.26", "1.25");
        assertThat(entries)
                .extracting(entry -> entry.path("inForce").asBoolean())
                .containsExactly(true, false, false);
        assertThat(entries.get(2).path("note").asText()).isEqualTo("by hand");
        assertThat(entries)
                .allSatisfy(entry -> assertThat(
                                UUID.fromString(entry.path("enteredBy").asText()))
                        .isNotNull());
    }

    @Test
    void theMonthsOfTheCentralBankAreEnteredOnce() {
        String file = "Date,USD,DKK,\n2026-05-29,1.2,7.5,\n2026-05-28,1.0,8,\n2026-04-30,1.1,7,\n";

        JsonNode first = ok(ecb(file, "2026-05")).json();
        JsonNode again = ok(ecb(file, "2026-04")).json();

        assertThat(first.path("entered").asInt()).isEqualTo(2);
        assertThat(first.path("lastDay").asText()).isEqualTo("2026-05-29");
        assertThat(again.path("entered").asInt()).isEqualTo(2);
        assertThat(again.path("unchanged").asInt()).isEqualTo(2);
        assertThat(entries("DKK"))
                .extracting(entry -> entry.path("month").asText() + " "
                        + entry.path("usdPerUnit").asText() + " "
                        + entry.path("source").asText())
                .containsExactly("2026-04 0.1571428571 ECB", "2026-05 0.1425 ECB");
    }

    @ParameterizedTest
    @CsvSource({
        "/USD/2026-08, 1, currency",
        "/XYZ/2026-08, 1, currency",
        "/EUR/2026-13, 1, month",
        "/EUR/2999-01, 1, month",
        "/EUR/1999-12, 1, month",
        "/EUR/2026-08?provider=%21, 1, provider",
        "/EUR/2026-08, 0.00, usdPerUnit",
        "/EUR/2026-08, -1, usdPerUnit",
        "/EUR/2026-08, '1,087', usdPerUnit",
        "/EUR/2026-08, 1.00000000001, usdPerUnit"
    })
    void refusesWhatIsNoRate(String path, String usd, String field) {
        Api.Answer answer = admin.put(RATES + path, Map.of("usdPerUnit", usd));

        assertThat(answer.problem()).isEqualTo("validation");
        assertThat(answer.json().path("violations").findValuesAsText("field")).containsExactly(field);
    }

    @Test
    void refusesAFileWithALineThatCannotBeRead() {
        Api.Answer answer = ecb("Date,USD,SEK,\n2026-05-29,1.2,10,\n2026-05-28,1.0,ten,\n", "2026-05");

        assertThat(answer.problem()).isEqualTo("validation");
        assertThat(answer.json().at("/violations/0/message").asText()).contains("line 3: SEK");
        assertThat(entries("SEK")).isEmpty();
    }

    @Test
    void isForSuperAdminsOnly() {
        for (Api caller : List.of(Api.person(service, UUID.randomUUID()), Api.host(service))) {
            assertThat(caller.get(RATES).status()).isEqualTo(403);
            assertThat(caller.put(RATES + "/EUR/2026-08", Map.of("usdPerUnit", "1"))
                            .status())
                    .isEqualTo(403);
            assertThat(caller.delete(RATES + "/EUR/2026-08").status()).isEqualTo(403);
        }
        assertThat(admin.delete(RATES + "/NOK/2026-08").status()).isEqualTo(404);
    }
}
