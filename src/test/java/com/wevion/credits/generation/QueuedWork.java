package com.wevion.credits.generation;

import com.wevion.credits.catalog.JobTerms;
import com.wevion.credits.catalog.SeedCatalog;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.dev.SettableClock;
import com.wevion.credits.generation.broker.Outbox;
import com.wevion.credits.generation.broker.TestOutbox;
import com.wevion.credits.ledger.LocalLedger;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.ledger.book.AdmittedWork;
import com.wevion.credits.ledger.book.HoldKind;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.ledger.operation.Hold;
import com.wevion.credits.ledger.operation.HoldEndedOtherwise;
import com.wevion.credits.ledger.operation.Settle;
import com.wevion.credits.ledger.operation.Void;
import com.wevion.credits.ledger.operation.WorkCharge;
import com.wevion.credits.ledger.operation.WorkReport;
import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.json.Fingerprint;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.usage.settlement.ReportedFailure;
import com.wevion.credits.usage.settlement.ReportedOutcome;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Jobs of a team in the ledger and the outbox of a database, without a broker: what is sent is what the test claims. */
final class QueuedWork implements AutoCloseable {
    static final Duration HOLD_TIME = Duration.ofMinutes(15);
    static final Duration LEASE = Duration.ofSeconds(31);
    static final long PRICE_NANOS = 300_000_000;

    final Outbox outbox;
    private final ScratchDatabase database;
    private final HikariDataSource pool;
    private final LocalLedger books;
    private final SettableClock clock;
    private final JobHistory history = new JobHistory();
    private final Cancellations cancellations = new Cancellations();
    private final UUID teamId = Ids.next();
    private final long accountId;

    QueuedWork(ScratchDatabase database, SettableClock clock) {
        this.database = database;
        this.clock = clock;
        pool = database.pool(2 * LocalLedger.transactions());
        books = new LocalLedger(pool, clock);
        outbox = TestOutbox.of(pool, clock, 7, LEASE.minusSeconds(1));
        history.dataSource = pool;
        CancellationRequests requests = new CancellationRequests();
        requests.dataSource = pool;
        requests.outbox = outbox;
        requests.clock = clock;
        cancellations.ledger = books.ledger();
        cancellations.holds = books.holds();
        cancellations.requests = requests;
        cancellations.clock = clock;
        books.accounts().open(teamId, 1000 * PRICE_NANOS);
        accountId = books.accounts().idOf(teamId, AccountKind.CREATIVE);
    }

    UUID teamId() {
        return teamId;
    }

    /** A new job of ten images. */
    UUID queued() {
        UUID jobId = Ids.next();
        Instant now = clock.instant();
        Instant deadline = now.plus(HOLD_TIME);
        JobTerms terms = SeedCatalog.version1().job(Service.IMAGE, "FLUX_2_PRO", 10, Unit.USD);
        QueuedJob job =
                new QueuedJob(jobId, teamId, teamId, terms, "{}", now, deadline, "{\"jobId\":\"" + jobId + "\"}", null);
        books.ledger()
                .post(Hold.of(
                                new AdmittedWork(
                                        jobId,
                                        accountId,
                                        teamId,
                                        HoldKind.JOB,
                                        teamId,
                                        terms.quotedUnits(),
                                        deadline,
                                        terms.toJson()),
                                jobId.toString(),
                                Fingerprint.of(jobId))
                        .with(job));
        return jobId;
    }

    /** A job that was sent, and whose workers were asked to give it up. */
    UUID cancelling() {
        UUID job = queued();
        outbox.sent(claimed());
        cancel(job);
        return job;
    }

    /** All that waits to be sent, claimed. */
    List<Outbox.Letter> claimed() {
        List<Outbox.Letter> all = new ArrayList<>();
        for (Outbox.Look look = outbox.claim(); look.found(); look = outbox.claim()) {
            all.addAll(look.letters());
            look.givenUp().forEach(cancellations::endUnsent);
        }
        return all;
    }

    /** The jobs whose requests were claimed, looking that often. */
    List<UUID> claimedJobs(int looks) {
        List<UUID> jobs = new ArrayList<>();
        for (int i = 0; i < looks; i++) {
            jobsOf(outbox.claim().letters()).forEach(jobs::add);
        }
        return jobs;
    }

    /** The jobs that letters ask for. */
    static Stream<UUID> jobsOf(List<Outbox.Letter> letters) {
        return letters.stream()
                .filter(letter -> !letter.topic())
                .map(letter -> Json.stored(letter.body(), JobId.class).jobId());
    }

    /** Lets time pass for the service and for its database alike. */
    void passes(Duration time) {
        clock.advance(time);
        database.execute("UPDATE clock SET ahead_microseconds = ahead_microseconds + " + time.toNanos() / 1_000);
    }

    /** Does the same as the sweep, each second. */
    void releaseDue() {
        books.releaseDue();
    }

    private record JobId(UUID jobId) {}

    JobStatus cancel(UUID job) {
        cancellations.cancel(find(job));
        return status(job);
    }

    void triesToCancel(UUID job) {
        try {
            cancellations.cancel(find(job));
        } catch (Conflict ended) {
            // Then the other end stands.
        }
    }

    void succeeds(UUID job) {
        Completion done = new Completion(job, ReportedOutcome.SUCCEEDED, 10L, null, null, null, null, null, null);
        books.ledger()
                .post(new Settle(
                        job,
                        accountId,
                        new WorkCharge(PRICE_NANOS, "IMAGE", "FLUX_2_PRO", 10, "{}"),
                        new WorkReport(done.fingerprint(), Json.write(done)),
                        new RecordedImages(job, 0)));
    }

    void triesToSucceed(UUID job) {
        try {
            succeeds(job);
        } catch (HoldEndedOtherwise ended) {
            // Then the other end stands.
        }
    }

    void fails(UUID job, ReportedFailure failure) {
        Completion failed = Completion.failed(job, failure);
        books.ledger().post(new Void(job, accountId, new WorkReport(failed.fingerprint(), Json.write(failed))));
    }

    JobStatus status(UUID job) {
        return find(job).status();
    }

    long heldNanos() {
        return now().heldUnits();
    }

    long accruedNanos() {
        return -now().balanceUnits();
    }

    private AccountState now() {
        return books.accounts().of(teamId, AccountKind.CREATIVE);
    }

    private JobRecord find(UUID job) {
        return history.find(teamId, job, Optional.empty());
    }

    @Override
    public void close() {
        books.close();
        pool.close();
    }
}
