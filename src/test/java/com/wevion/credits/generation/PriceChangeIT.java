package com.wevion.credits.generation;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Admitted work keeps its terms, whatever happens to the catalogue; and it does not wait for ever. */
@WithService(engines = false)
class PriceChangeIT {
    private static final Map<String, Object> ORDER =
            Map.of("service", "VIDEO_COMPOSITING", "engine", "CUTTER", "seconds", 10);

    private final LocalService service;
    private final Prices prices;
    private Studio studio;

    PriceChangeIT(LocalService service) {
        this.service = service;
        this.prices = new Prices(service);
    }

    @BeforeEach
    void open() {
        studio = new Studio(service);
    }

    @Test
    void chargesAJobAtThePriceOfItsAdmission_D9_D11() {
        prices.set("CUTTER", "0.01", true, 3_600);
        Api.Answer before = ok(studio.submit(ORDER));
        prices.set("CUTTER", "0.02", true, 3_600);
        Api.Answer after = ok(studio.submit(ORDER));

        assertThat(ok(studio.succeeded(before.text("jobId"), 10)).text("charged"))
                .isEqualTo("0.1");
        assertThat(ok(studio.succeeded(after.text("jobId"), 10)).text("charged"))
                .isEqualTo("0.2");
        assertThat(after.json().get("catalogVersion").asInt())
                .isEqualTo(before.json().get("catalogVersion").asInt() + 1);
        assertThat(studio.entriesOf(before.text("jobId"))).hasSize(1);
    }

    @Test
    void finishesAndAnswersForAJobWhoseEngineWasRetired_D9_D10() {
        prices.set("CUTTER", "0.01", true, 3_600);
        Api.Answer first = ok(studio.submit(ORDER, "k"));
        prices.set("CUTTER", "0.01", false, 3_600);

        assertThat(studio.submit(ORDER).problem()).isEqualTo("unpriceable");
        Api.Answer retry = studio.submit(ORDER, "k");
        assertThat(retry.status()).isEqualTo(202);
        assertThat(retry.replayed()).isTrue();
        assertThat(retry.body()).isEqualTo(first.body());
        assertThat(studio.submit(Map.of("service", "VIDEO_COMPOSITING", "engine", "CUTTER", "seconds", 9), "k")
                        .problem())
                .isEqualTo("idempotency-key-reused");
        assertThat(ok(studio.succeeded(first.text("jobId"), 10)).text("charged"))
                .isEqualTo("0.1");
    }

    @Test
    void releasesAJobThatNobodyCompletedAndRecordsALateCompletion_D4_D8() {
        prices.set("CUTTER", "0.01", true, 1);
        String jobId = ok(studio.submit(ORDER)).text("jobId");

        assertThat(studio.awaitStatus(jobId, "EXPIRED").text("charged")).isEqualTo("0");
        assertThat(studio.held()).isEqualTo("0");
        assertThat(studio.succeeded(jobId, 10).problem()).isEqualTo("conflict");
        assertThat(studio.succeeded(jobId, 10).problem()).isEqualTo("conflict");
        assertThat(studio.anomaliesOf(jobId)).containsExactly("LATE");
        assertThat(studio.accrued()).isEqualTo("0");
        assertThat(studio.entriesOf(jobId)).isEmpty();
    }
}
