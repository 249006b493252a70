package com.wevion.credits.generation;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prices before anything is ordered. */
@WithService(engines = false)
class QuotesIT {
    private final Studio studio;
    private final Api outsider;

    QuotesIT(LocalService service) {
        studio = new Studio(service);
        outsider = new Studio(service).buyer();
    }

    @Test
    void quotesWithoutCreatingAnything_S16_D10() {
        Api.Answer quote = quote(Map.of("service", "IMAGE", "variants", 4));

        assertThat(quote.text("engine")).isEqualTo("FLUX_2_PRO");
        assertThat(quote.text("quantity")).isEqualTo("4");
        assertThat(quote.text("unitPrice")).isEqualTo("0.03");
        assertThat(quote.text("cost")).isEqualTo("0.12");
        assertThat(quote.text("unit")).isEqualTo("USD");
        assertThat(quote.text("sufficient")).isEqualTo("true");
        assertThat(quote.json().get("alternatives").toString())
                .isEqualTo(
                        "[{\"engine\":\"SEEDREAM_4_5\",\"cost\":\"0.12\"},{\"engine\":\"GPT_IMAGE_1_5\",\"cost\":\"0.16\"}]");
        assertThat(ok(studio.buyer().get(studio.team().path("/jobs"))).json().get("items"))
                .isEmpty();
    }

    @Test
    void quotesChatMessages_S6_D6() {
        Map<String, Object> message = Map.of("service", "CHAT", "estimatedInputTokens", 2000, "maxOutputTokens", 1000);

        Api.Answer without = quote(message);
        assertThat(without.text("cost")).isEqualTo("63");
        assertThat(without.text("unit")).isEqualTo("credits");
        assertThat(without.text("sufficient")).isEqualTo("false");
        assertThat(without.text("admitted")).isEqualTo("false");
        studio.team().adjust("CREDITS", "10");
        assertThat(quote(message).text("sufficient")).isEqualTo("false");
        assertThat(quote(message).text("admitted")).isEqualTo("true");
        studio.team().adjust("CREDITS", "53");
        assertThat(quote(message).text("sufficient")).isEqualTo("true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unpriceable | {\"service\":\"AVATAR\",\"seconds\":91}",
                "unpriceable | {\"service\":\"IMAGE\",\"engine\":\"DALL_E\"}",
                "validation  | {\"service\":\"VIDEO\"}",
                "validation  | {\"service\":\"VIDEO\",\"seconds\":1,\"maxOutputTokens\":1}",
                "validation  | {\"service\":\"CHAT\",\"seconds\":1}",
                "validation  | {\"service\":\"CHAT\",\"model\":\"a\",\"engine\":\"b\"}"
            })
    void refusesWhatHasNoPrice(String problem, String body) {
        assertThat(studio.buyer().send("POST", path(), body).problem()).isEqualTo(problem);
    }

    @Test
    void isForMembers() {
        assertThat(studio.team()
                        .member("VIEWER")
                        .send("POST", path(), Map.of("service", "IMAGE"))
                        .status())
                .isEqualTo(200);
        assertThat(outsider.send("POST", path(), Map.of("service", "IMAGE")).problem())
                .isEqualTo("not-found");
    }

    private Api.Answer quote(Map<String, Object> request) {
        return ok(studio.buyer().send("POST", path(), request));
    }

    private String path() {
        return "/api/v1" + studio.team().path("/quotes");
    }
}
