package com.wevion.credits.operations;

import com.wevion.credits.ledger.HoldBacklog;
import com.wevion.credits.ledger.book.HoldKind;
import com.wevion.credits.operations.QueuesView.Events;
import com.wevion.credits.operations.QueuesView.Holds;
import com.wevion.credits.operations.QueuesView.Jobs;
import com.wevion.credits.operations.QueuesView.Waiting;
import com.wevion.credits.operations.QueuesView.Work;
import com.wevion.credits.platform.database.Backlog;
import com.wevion.credits.platform.database.Night;
import com.wevion.credits.platform.database.Sql;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Asks every feature what waits in it, so that a page can ask every few seconds. Thread-safe. */
@ApplicationScoped
public class Queues {
    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.queues.counted")
    int counted;

    Iterable<Backlog> backlogs;

    @Inject
    void ask(@Any Instance<Backlog> all) {
        backlogs = all;
    }

    /** The present numbers, each read separately, not all at one instant. */
    QueuesView now() {
        Instant now = clock.instant();
        Sql sql = Sql.on(dataSource);
        Map<String, Backlog.Waiting> queues = new HashMap<>();
        Map<String, Backlog.Work> works = new HashMap<>();
        Night night = null;
        for (Backlog backlog : backlogs) {
            backlog.waiting(sql, counted, now).forEach(queue -> queues.put(queue.queue(), queue));
            backlog.work(sql).forEach(work -> works.put(work.name(), work));
            night = backlog.night(sql).orElse(night);
        }
        Backlog.Waiting jobs = holds(queues, HoldKind.JOB);
        List<Backlog.Waiting> holds = Arrays.stream(HoldKind.values())
                .map(kind -> holds(queues, kind))
                .toList();
        return new QueuesView(
                now,
                counted,
                waiting(queues.get("outbox")),
                new Jobs(jobs.waiting(), jobs.oldestAt(), jobs.overdue()),
                waiting(queues.get("dead-letters")),
                events(queues.get("stripe-events")),
                events(queues.get("webhooks")),
                events(queues.get("mails")),
                new Holds(
                        holds.stream().mapToLong(Backlog.Waiting::waiting).sum(),
                        holds.stream().mapToLong(Backlog.Waiting::overdue).sum()),
                waiting(queues.get("purchases")),
                waiting(queues.get("breaks")),
                waiting(queues.get("refused-imports")),
                work(works.get("reconciliation")),
                work(works.get("imports")),
                work(works.get("verifications")),
                night,
                works.get("reconciliation").completedAt());
    }

    private static Backlog.Waiting holds(Map<String, Backlog.Waiting> queues, HoldKind kind) {
        String queue = HoldBacklog.queueOf(kind);
        return queues.getOrDefault(queue, new Backlog.Waiting(queue, 0, null, 0, 0));
    }

    private static Waiting waiting(Backlog.Waiting queue) {
        return new Waiting(queue.waiting(), queue.oldestAt());
    }

    private static Events events(Backlog.Waiting queue) {
        return new Events(queue.waiting(), queue.failed(), queue.oldestAt());
    }

    private static Work work(Backlog.Work work) {
        return new Work(work.running(), work.step(), work.rowsDone(), work.rowsExpected());
    }
}
