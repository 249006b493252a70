package com.wevion.credits.generation;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The engines of the embedded default: they take their time, and give up what is cancelled meanwhile. */
@WithService
class SimulatedEnginesIT {
    private static final long QUICK_MILLIS = 500;
    private static final long LONG_MILLIS = 3_000;
    private static final long SLOW_MILLIS = 15_000;

    private final Studio studio;

    SimulatedEnginesIT(LocalService service) {
        studio = new Studio(service);
    }

    @Test
    void giveUpAJobThatIsCancelledWhileTheyWork_D20() {
        String jobId = working(LONG_MILLIS);
        studio.awaitSent(jobId);
        Api.Answer asked = ok(studio.buyer().post(studio.team().path("/jobs/" + jobId + "/cancellation"), null));
        assertThat(asked.text("status")).isEqualTo("CANCELLING");

        assertThat(studio.awaitStatus(jobId, "CANCELLED").text("failure")).isEqualTo("CANCELLED");
        assertThat(studio.accrued()).isEqualTo("0");
    }

    /** Whatever the broker's client remembers of the work that was begun last. */
    @Test
    void answerWhenTheirWorkIsDoneAndNotWhenOthersIs() {
        String quick = working(QUICK_MILLIS);
        String slow = working(SLOW_MILLIS);

        Api.Answer done = studio.awaitStatus(quick, "SUCCEEDED");

        Instant slowIsDone = Instant.parse(studio.job(slow).text("createdAt")).plusMillis(SLOW_MILLIS);
        assertThat(Instant.parse(done.text("endedAt"))).isBefore(slowIsDone);
    }

    private String working(long millis) {
        return ok(studio.submit(Map.of(
                        "service",
                        "IMAGE",
                        "engine",
                        "FLUX_2_PRO",
                        "variants",
                        1,
                        "parameters",
                        Map.of("simulate", Map.of("delayMillis", millis)))))
                .text("jobId");
    }
}
