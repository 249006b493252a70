package com.wevion.credits.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The broker is away for longer than jobs may take. */
@WithService(setsClock = true)
@Tag("long")
class UnwantedWorkIT {
    /** Longer than the hold of an image. */
    private static final Duration OUTAGE = Duration.ofMinutes(31);

    private final LocalService service;
    private final Studio studio;

    UnwantedWorkIT(LocalService service) {
        this.service = service;
        this.studio = new Studio(service);
    }

    @Test
    void asksTheWorkersForNothingOfABacklogWhoseTimeIsOver_D4() {
        List<String> backlog;
        service.stopBroker();
        try {
            backlog = IntStream.range(0, 20).mapToObj(i -> studio.tenImages()).toList();
            service.setClock(service.now().plus(OUTAGE));
            // Until nobody tries any more to send what was looked at before its time was over.
            backlog.forEach(studio::awaitSent);
        } finally {
            service.restartBroker();
        }
        String fresh = studio.tenImages();
        try (Worker worker = new Worker(service)) {
            worker.request(fresh);
            assertThat(worker.requested()).contains(fresh).doesNotContainAnyElementsOf(backlog);
        }
        backlog.forEach(job -> studio.awaitStatus(job, "EXPIRED"));
        assertThat(studio.held()).isEqualTo("0.3");
        assertThat(studio.strings("SELECT id FROM outbox WHERE job_id <> ?", UUID.fromString(fresh)))
                .isEmpty();
    }
}
