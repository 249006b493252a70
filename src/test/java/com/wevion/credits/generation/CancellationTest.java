package com.wevion.credits.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.dev.LedgerChecks;
import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.dev.SettableClock;
import com.wevion.credits.generation.broker.Outbox;
import com.wevion.credits.ledger.operation.HoldEndedOtherwise;
import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.time.ServiceClock;
import com.wevion.credits.usage.settlement.ReportedFailure;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cancellation against dispatch, completion and expiry, in every order, on a real database (D20). */
class CancellationTest {
    private static final int JOBS = 60;

    private final ScratchDatabase database = ScratchDatabase.migrated();
    private final SettableClock clock = new SettableClock();
    private final QueuedWork work = new QueuedWork(database, clock);

    @AfterEach
    void close() {
        Duration ahead = Duration.between(ServiceClock.REAL.instant(), clock.instant());
        database.execute("UPDATE clock SET ahead_microseconds = greatest(0, " + ahead.toNanos() / 1_000 + ")");
        List<String> violations = LedgerChecks.violations(database.url());
        work.close();
        database.drop();
        assertThat(violations).isEmpty();
    }

    @Test
    void endsAJobThatWasNeverSentAtOnceAndSendsItNeverMore_D20() {
        UUID job = work.queued();

        assertThat(work.cancel(job)).isEqualTo(JobStatus.CANCELLED);

        assertThat(work.claimed()).isEmpty();
        assertThat(work.heldNanos()).isZero();
        assertThat(work.cancel(job)).isEqualTo(JobStatus.CANCELLED);
        assertThatThrownBy(() -> work.succeeds(job)).isInstanceOf(HoldEndedOtherwise.class);
    }

    @Test
    void asksTheWorkersOnceToGiveUpAJobThatWasSent_D20() {
        UUID job = work.queued();
        work.outbox.sent(work.claimed());

        assertThat(work.cancel(job)).isEqualTo(JobStatus.CANCELLING);
        assertThat(work.cancel(job)).isEqualTo(JobStatus.CANCELLING);

        assertThat(work.heldNanos()).isEqualTo(QueuedWork.PRICE_NANOS);
        assertThat(work.claimed()).singleElement().satisfies(letter -> {
            assertThat(letter.topic()).isTrue();
            assertThat(letter.queue()).isEqualTo("credits.jobs.cancelled");
            assertThat(letter.body()).contains(job.toString(), work.teamId().toString());
        });
    }

    /** A node that died may have sent it before; nobody sends it again, now that it is cancelled. */
    @Test
    void doesNotTakeBackWhatSomebodyHasClaimed_D20() {
        UUID job = work.queued();
        work.claimed();

        assertThat(work.cancel(job)).isEqualTo(JobStatus.CANCELLING);

        work.passes(QueuedWork.LEASE);
        assertThat(work.claimed()).extracting(Outbox.Letter::queue).containsExactly("credits.jobs.cancelled");
        assertThat(work.status(job)).isEqualTo(JobStatus.CANCELLING);
        assertThat(work.heldNanos()).isEqualTo(QueuedWork.PRICE_NANOS);
    }

    @Test
    void endsAJobAtOnceThatTheBrokerSurelyDoesNotHave_D20() {
        UUID job = work.queued();
        work.outbox.giveBack(work.claimed());

        assertThat(work.cancel(job)).isEqualTo(JobStatus.CANCELLED);
        assertThat(work.claimed()).isEmpty();
    }

    @Test
    void endsAJobOnceItIsKnownThatTheBrokerSurelyDoesNotHaveIt_D20() {
        UUID job = work.queued();
        List<Outbox.Letter> claimed = work.claimed();
        assertThat(work.cancel(job)).isEqualTo(JobStatus.CANCELLING);

        work.outbox.giveBack(claimed);

        assertThat(work.claimed()).allMatch(Outbox.Letter::topic);
        assertThat(work.status(job)).isEqualTo(JobStatus.CANCELLED);
        assertThat(work.heldNanos()).isZero();
    }

    /** The first node may have sent it before it died. */
    @Test
    void doesNotTakeForUnsentWhatWasClaimedTwiceAndGivenBackOnce_D20() {
        UUID job = work.queued();
        work.claimed();
        work.passes(QueuedWork.LEASE);
        work.outbox.giveBack(work.claimed());

        assertThat(work.cancel(job)).isEqualTo(JobStatus.CANCELLING);
    }

    @Test
    void givesNothingBackThatAnotherNodeHasClaimedMeanwhile_D20() {
        UUID job = work.queued();
        List<Outbox.Letter> tooLate = work.claimed();
        work.passes(QueuedWork.LEASE);
        List<Outbox.Letter> again = work.claimed();

        work.outbox.giveBack(tooLate);

        assertThat(again).hasSize(1);
        assertThat(work.claimed()).isEmpty();
        assertThat(work.cancel(job)).isEqualTo(JobStatus.CANCELLING);
    }

    @Test
    void chargesWorkThatWasDoneBeforeItCouldBeGivenUp_D20() {
        UUID job = work.cancelling();

        work.succeeds(job);

        assertThat(work.status(job)).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(work.accruedNanos()).isEqualTo(QueuedWork.PRICE_NANOS);
        assertThatThrownBy(() -> work.cancel(job)).isInstanceOf(Conflict.class);
    }

    @ParameterizedTest
    @EnumSource(ReportedFailure.class)
    void freesTheHoldWhenTheWorkerHasNothing_D20(ReportedFailure failure) {
        UUID job = work.cancelling();

        work.fails(job, failure);

        assertThat(work.status(job))
                .isEqualTo(failure == ReportedFailure.CANCELLED ? JobStatus.CANCELLED : JobStatus.FAILED);
        assertThat(work.heldNanos()).isZero();
        assertThat(work.accruedNanos()).isZero();
    }

    @Test
    void freesTheHoldWhenItsTimeIsOver_D20() {
        UUID job = work.cancelling();

        clock.advance(QueuedWork.HOLD_TIME);

        assertThatThrownBy(() -> work.succeeds(job)).isInstanceOf(HoldEndedOtherwise.class);
        assertThat(work.status(job)).isEqualTo(JobStatus.EXPIRED);
        assertThat(work.heldNanos()).isZero();
    }

    @Test
    void doesNotCancelWhatHasEnded_D20() {
        UUID succeeded = work.queued();
        UUID failed = work.queued();
        UUID expired = work.queued();
        work.succeeds(succeeded);
        work.fails(failed, ReportedFailure.TIMEOUT);
        clock.advance(QueuedWork.HOLD_TIME);

        for (UUID job : List.of(succeeded, failed, expired)) {
            assertThatThrownBy(() -> work.cancel(job)).isInstanceOf(Conflict.class);
        }
        assertThat(database.count("SELECT count(*) FROM job_cancellation")).isZero();
        assertThat(database.count("SELECT count(*) FROM outbox WHERE topic")).isZero();
    }

    @Test
    void neverBothSendsAndEndsAJobWhenTheDispatcherComesAtTheSameMoment_D20() {
        List<UUID> jobs = Stream.generate(work::queued).limit(JOBS).toList();

        CompletableFuture<List<UUID>> sent = CompletableFuture.supplyAsync(() -> work.claimedJobs(JOBS));
        List<JobStatus> statuses = jobs.parallelStream().map(work::cancel).toList();

        List<UUID> taken = sent.join();
        for (int i = 0; i < JOBS; i++) {
            boolean isSent = taken.contains(jobs.get(i));
            assertThat(statuses.get(i)).isEqualTo(isSent ? JobStatus.CANCELLING : JobStatus.CANCELLED);
        }
    }

    @Test
    void endsAJobOnceWhenItIsCancelledCompletedAndDueAtTheSameMoment_D20() {
        List<UUID> jobs = Stream.generate(work::queued).limit(JOBS).toList();
        clock.advance(QueuedWork.HOLD_TIME.minusMillis(1));

        CompletableFuture<Void> time = CompletableFuture.runAsync(() -> clock.advance(QueuedWork.HOLD_TIME));
        CompletableFuture<Void> completions =
                CompletableFuture.runAsync(() -> jobs.parallelStream().forEach(work::triesToSucceed));
        jobs.parallelStream().forEach(work::triesToCancel);
        CompletableFuture.allOf(time, completions).join();
        jobs.forEach(work::triesToSucceed);

        List<JobStatus> statuses = jobs.stream().map(work::status).toList();
        assertThat(statuses).isSubsetOf(JobStatus.SUCCEEDED, JobStatus.CANCELLED, JobStatus.EXPIRED);
        assertThat(work.heldNanos()).isZero();
        assertThat(work.accruedNanos())
                .isEqualTo(QueuedWork.PRICE_NANOS
                        * statuses.stream().filter(JobStatus.SUCCEEDED::equals).count());
    }
}
