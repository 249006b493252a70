package com.wevion.credits.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.LedgerChecks;
import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.dev.SettableClock;
import com.wevion.credits.generation.broker.Outbox;
import com.wevion.credits.usage.settlement.ReportedFailure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests for jobs that have ended before they were sent, on a real database: nobody would pay for that work (D4, D20). */
class UnwantedWorkTest {
    private static final int JOBS = 60;

    /** The ways in which a job may end while its request waits. */
    enum End {
        SWEPT {
            @Override
            void of(UUID job, QueuedWork work) {
                work.passes(QueuedWork.HOLD_TIME);
                work.releaseDue();
            }
        },
        COMPLETED_TOO_LATE {
            @Override
            void of(UUID job, QueuedWork work) {
                work.passes(QueuedWork.HOLD_TIME);
                work.triesToSucceed(job);
            }
        },
        SUCCEEDED {
            @Override
            void of(UUID job, QueuedWork work) {
                work.succeeds(job);
            }
        },
        FAILED {
            @Override
            void of(UUID job, QueuedWork work) {
                work.fails(job, ReportedFailure.INFRASTRUCTURE);
            }
        };

        abstract void of(UUID job, QueuedWork work);
    }

    private final ScratchDatabase database = ScratchDatabase.migrated();
    private final SettableClock clock = new SettableClock();
    private final QueuedWork work = new QueuedWork(database, clock);

    @AfterEach
    void close() {
        List<String> violations = LedgerChecks.violations(database.url());
        work.close();
        database.drop();
        assertThat(violations).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void takesTheRequestOfAJobThatEndsOutOfTheOutbox_D4(End end) {
        UUID job = work.queued();

        end.of(job, work);

        assertThat(work.status(job)).isNotEqualTo(JobStatus.QUEUED);
        assertThat(requests()).isZero();
    }

    /** Whoever claimed it is sending it: that is told by what happens to the claim, not by the end of the job. */
    @ParameterizedTest
    @EnumSource(End.class)
    void leavesTheRequestThatIsBeingSentToWhoeverSendsIt_D4(End end) {
        UUID job = work.queued();
        List<Outbox.Letter> claimed = work.claimed();

        end.of(job, work);

        assertThat(work.status(job)).isNotEqualTo(JobStatus.QUEUED);
        assertThat(requests()).isEqualTo(1);
        work.outbox.sent(claimed);
        assertThat(requests()).isZero();
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void looksAgainBeforeItSendsWhatADeadNodeHadClaimed_D4(End end) {
        UUID job = work.queued();
        work.claimed();
        end.of(job, work);

        work.passes(QueuedWork.LEASE);

        assertThat(work.claimed()).isEmpty();
        assertThat(requests()).isZero();
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void doesNotSendWhatTheBrokerDidNotTakeBeforeItsJobEnded_D4(End end) {
        UUID job = work.queued();
        List<Outbox.Letter> claimed = work.claimed();
        end.of(job, work);

        work.outbox.giveBack(claimed);

        assertThat(unclaimedOfEndedJobs()).isZero();
        work.passes(QueuedWork.LEASE);
        assertThat(work.claimed()).isEmpty();
        assertThat(requests()).isZero();
    }

    @Test
    void sendsNoneOfABacklogWhoseTimeIsOverAlthoughNobodySweptItYet_D4() {
        List<UUID> overdue = Stream.generate(work::queued).limit(JOBS).toList();
        work.passes(QueuedWork.HOLD_TIME);
        UUID fresh = work.queued();

        assertThat(work.claimedJobs(JOBS)).containsExactly(fresh);

        assertThat(requests()).isEqualTo(1);
        work.releaseDue();
        assertThat(overdue).allMatch(job -> work.status(job) == JobStatus.EXPIRED);
    }

    /** Only its worker knows how long it needs, and the deadline is in the request. */
    @Test
    void sendsAJobThatHasAMomentLeft_D4() {
        UUID job = work.queued();
        work.passes(QueuedWork.HOLD_TIME.minusSeconds(1));

        assertThat(work.claimedJobs(1)).containsExactly(job);
    }

    @Test
    void sendsWhatIsDueByOneOfTwoClocksOnly_D4() {
        UUID job = work.queued();

        clock.advance(QueuedWork.HOLD_TIME);

        assertThat(work.claimedJobs(1)).containsExactly(job);
    }

    @Test
    void stillTellsTheWorkersToGiveUpAJobThatHasEndedMeanwhile_D20() {
        UUID job = work.cancelling();
        work.passes(QueuedWork.HOLD_TIME);
        work.releaseDue();

        assertThat(work.claimed()).singleElement().satisfies(letter -> {
            assertThat(letter.topic()).isTrue();
            assertThat(letter.body()).contains(job.toString());
        });
    }

    @Test
    void endsAJobWithoutWaitingForANodeThatClaimsItsRequest_D4() throws SQLException {
        UUID job = work.queued();
        try (Connection claiming = DriverManager.getConnection(database.url())) {
            claiming.setAutoCommit(false);
            claiming.createStatement().executeQuery("SELECT * FROM outbox FOR UPDATE");

            CompletableFuture.runAsync(() -> work.fails(job, ReportedFailure.TIMEOUT))
                    .orTimeout(4, TimeUnit.SECONDS)
                    .join();
            claiming.rollback();
        }
        assertThat(work.claimed()).isEmpty();
        assertThat(requests()).isZero();
    }

    /** Jobs that end after the look are sent; those that had ended before are not. */
    @Test
    void neverSendsWhatHadEndedWhenItLooked_D4() {
        List<UUID> jobs = Stream.generate(work::queued).limit(JOBS).toList();

        CompletableFuture<Void> ends = CompletableFuture.runAsync(
                () -> jobs.parallelStream().forEach(job -> work.fails(job, ReportedFailure.INFRASTRUCTURE)));
        List<UUID> wrong = new ArrayList<>();
        while (!ends.isDone()) {
            Set<UUID> ended = new HashSet<>(ended(jobs));
            List<Outbox.Letter> letters = work.outbox.claim().letters();
            QueuedWork.jobsOf(letters).filter(ended::contains).forEach(wrong::add);
            work.outbox.giveBack(letters);
        }
        ends.join();

        assertThat(wrong).isEmpty();
        assertThat(unclaimedOfEndedJobs()).isZero();
        work.passes(QueuedWork.LEASE);
        assertThat(work.claimed()).isEmpty();
        assertThat(requests()).isZero();
    }

    private List<UUID> ended(List<UUID> jobs) {
        return jobs.stream().filter(job -> work.status(job) != JobStatus.QUEUED).toList();
    }

    private long requests() {
        return database.count("SELECT count(*) FROM outbox WHERE NOT topic");
    }

    private long unclaimedOfEndedJobs() {
        return database.count("SELECT count(*) FROM outbox o JOIN hold h ON h.id = o.job_id"
                + " WHERE h.state <> 'OPEN' AND o.lease_until = '-infinity'");
    }
}
