package com.wevion.credits.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Parts of the service are killed while jobs are on their way: each job ends once, and nothing is lost. */
@Tag("long")
@WithService(engines = false)
class OutagesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long HOLD_SECONDS = 20;

    private final LocalService service;
    private final Studio studio;

    OutagesIT(LocalService service) {
        this.service = service;
        this.studio = new Studio(service);
    }

    @Test
    void takesJobsWhileTheBrokerIsAwayAndDrainsTheBacklog() {
        List<String> jobs;
        service.stopBroker();
        try {
            jobs = IntStream.range(0, 5).mapToObj(i -> studio.tenImages()).toList();
        } finally {
            service.restartBroker();
        }
        try (Worker worker = new Worker(service)) {
            jobs.forEach(worker::request);
            jobs.forEach(job -> worker.succeeds(job, 10));
            jobs.forEach(job -> studio.awaitStatus(job, "SUCCEEDED"));
        }
        assertThat(studio.accrued()).isEqualTo("1.5");
    }

    @Test
    void losesNoJobWhenTheServerIsKilled() {
        List<String> jobs =
                IntStream.range(0, 20).mapToObj(i -> studio.tenImages()).toList();
        try (Worker worker = new Worker(service)) {
            jobs.subList(0, 10).forEach(worker::request);
            jobs.subList(0, 10).forEach(job -> worker.succeeds(job, 10));
            service.killServer();
            service.restartServer();
            jobs.subList(10, 20).forEach(worker::request);
            jobs.subList(10, 20).forEach(job -> worker.succeeds(job, 10));
            jobs.forEach(job -> studio.awaitStatus(job, "SUCCEEDED"));
        }
        assertThat(studio.accrued()).isEqualTo("6");
        jobs.forEach(job -> assertThat(studio.entriesOf(job)).hasSize(1));
    }

    /** The server takes longer to start than the hold lasts; by the broker's clock and the service's, which both show real time. */
    @Test
    void chargesWhatWasReportedInTimeThoughTheServerWasAwayUntilTheHoldWasOver_D8() {
        new Prices(service).set("BRIEF", "0.01", true, HOLD_SECONDS);
        try (Worker worker = new Worker(service)) {
            String inTime = brief("BRIEF");
            String silent = brief("BRIEF");
            worker.request(inTime);
            Instant over = expiry(silent);
            service.killServer();
            worker.succeeds(inTime, 10);
            await().atMost(PATIENCE).until(() -> Instant.now().isAfter(over));
            service.restartServer();

            studio.awaitStatus(inTime, "SUCCEEDED");
            studio.awaitStatus(silent, "EXPIRED");
            assertThat(studio.entriesOf(inTime)).hasSize(1);
            worker.succeeds(silent, 10);
            await().atMost(PATIENCE).until(() -> studio.anomaliesOf(silent).equals(List.of("LATE")));
        }
        assertThat(studio.accrued()).isEqualTo("0.1");
    }

    /** Each was delivered, rolled back and is to be delivered again after a pause when the database is there and the holds are over. */
    @Test
    void settlesCompletionsThatCameWhileTheDatabaseWasAway_D8() {
        new Prices(service).set("SHORT", "0.03", true, HOLD_SECONDS);
        List<String> jobs = IntStream.range(0, 10).mapToObj(i -> brief("SHORT")).toList();
        try (Worker worker = new Worker(service)) {
            jobs.forEach(worker::request);
            Instant over = expiry(jobs.get(9));
            service.killPostgres();
            try {
                jobs.forEach(job -> worker.succeeds(job, 10));
                await().atMost(PATIENCE).until(() -> !service.ready());
                await().atMost(PATIENCE).until(() -> Instant.now().isAfter(over));
            } finally {
                service.restartPostgres();
            }
            await().atMost(PATIENCE).until(service::ready);
            jobs.forEach(job -> studio.awaitStatus(job, "SUCCEEDED"));
        }
        assertThat(studio.accrued()).isEqualTo("3");
    }

    private String brief(String engine) {
        return studio.queued("VIDEO_COMPOSITING", engine, "seconds", 10);
    }

    private Instant expiry(String job) {
        return Instant.parse(studio.job(job).text("expiresAt"));
    }
}
