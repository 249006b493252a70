package com.wevion.credits.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.platform.retention.Horizon;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.PlatformsLog;
import com.wevion.credits.trail.RecordedLines;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events that an operator had worked on again: the audit log says how that ended, and nothing of other events. */
class ReplayedEventsTest {
    private final ScratchDatabase database = ScratchDatabase.migrated();
    private final HikariDataSource pool = database.pool();
    private final EventInbox inbox = new EventInbox();

    ReplayedEventsTest() {
        inbox.receiving = pool;
        inbox.dataSource = pool;
        inbox.clock = Clock.systemUTC();
        inbox.audit = PlatformsLog.at(inbox.clock);
        inbox.horizon = Horizon.in(pool);
        inbox.maxAttempts = 2;
        inbox.leaseSeconds = 60;
        inbox.put(List.of(new StripeEvent("evt_1", "charge.refunded", "ch_1", "v", Instant.now())));
    }

    @AfterEach
    void close() {
        pool.close();
        database.drop();
    }

    private ReceivedEvent taken() {
        return inbox.take().orElseThrow();
    }

    private List<String> ends() {
        return RecordedLines.of(pool, AuditAction.STRIPE_EVENT_ENDED, "status", "problem");
    }

    @Test
    void endInTheAuditLogAsDone() {
        inbox.setAside(taken(), "Stripe does not know it");
        assertThat(ends()).isEmpty();
        inbox.replay("evt_1");
        ReceivedEvent again = taken();
        assertThat(again.attempts()).isEqualTo(1);

        inbox.done(again);
        inbox.done(again);

        assertThat(ends()).containsExactly("PLATFORM DONE -");
    }

    @Test
    void endInTheAuditLogAsDeadOnceTheyHaveFailedAsOftenAsTheyMay() {
        inbox.setAside(taken(), "Stripe does not know it");
        inbox.replay("evt_1");

        inbox.failed(taken(), "no answer");
        assertThat(ends()).isEmpty();
        inbox.failed(taken(), "no answer again");

        assertThat(ends()).containsExactly("PLATFORM DEAD no answer again");
        assertThat(inbox.page(ReceivedEvent.Status.DEAD, 10, null).items())
                .singleElement()
                .satisfies(event -> assertThat(event.problem()).isEqualTo("no answer again"));
    }

    @Test
    void areNotThoseThatWereWorkedOnOnce() {
        inbox.done(taken());

        assertThat(ends()).isEmpty();
        assertThat(inbox.page(ReceivedEvent.Status.DONE, 10, null).items()).hasSize(1);
    }
}
