package com.wevion.credits.audit;

import static com.wevion.credits.audit.AuditBook.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.dev.Crowd;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.ledger.operation.IdempotencyKeyReused;
import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.Author;
import com.wevion.credits.trail.RecordedLines;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs of the verifier: started once, one at a time, and never left running by a server that is gone. */
class VerificationsTest {
    private static final Author ADMIN = Author.ofPerson(UUID.fromString("00000000-0000-4000-8000-00000000ad01"));
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private AuditBook audit;
    private AccountState wallet;

    @BeforeEach
    void open() {
        audit = new AuditBook();
        wallet = audit.book.wallet(10);
    }

    @AfterEach
    void close() {
        audit.close();
    }

    private Verifications verifications(Clock clock, Executor executor) {
        return new Verifications(
                audit.book.pool(), audit.verifier(3), audit.book.accounts(), executor, clock, LEASE, 3);
    }

    private List<String> ends() {
        return RecordedLines.of(audit.book.pool(), AuditAction.VERIFICATION_ENDED, "status", "findings");
    }

    @Test
    void tellsWhatItVerified() {
        Verifications verifications = verifications(CLOCK, waiting::add);

        Verification started =
                verifications.start(Scope.EVERYTHING, ADMIN, "key").verification();
        assertThat(started.status()).isEqualTo(VerificationStatus.RUNNING);
        assertThat(started.entriesTotal()).isEqualTo(10);
        assertThat(started.endedAt()).isNull();
        waiting.remove().run();

        Verification ended = verifications.of(started.verificationId());
        assertThat(ended.status()).isEqualTo(VerificationStatus.PASSED);
        assertThat(ended.accounts()).isEqualTo(2);
        assertThat(ended.entries()).isEqualTo(10);
        assertThat(ended.endedAt()).isNotNull();
        assertThat(ends()).containsExactly("PLATFORM PASSED 0");
    }

    @Test
    void tellsWhatDiffers() {
        audit.tamper("UPDATE entry SET explanation = '{ }' WHERE sequence = 7");
        Verifications verifications = verifications(CLOCK, Runnable::run);

        Verification ended = verifications
                .start(new Scope(wallet.teamId(), AccountKind.CREDITS), ADMIN, "key")
                .verification();

        assertThat(ended.status()).isEqualTo(VerificationStatus.FAILED);
        assertThat(ended.findings())
                .containsExactly(new Discrepancy(wallet.teamId(), AccountKind.CREDITS, 7L, null, DiscrepancyKind.HASH));
        assertThat(ends()).containsExactly("PLATFORM FAILED 1");
    }

    @Test
    void startsOncePerKeyAndOneAtATime() throws InterruptedException {
        Verifications verifications = verifications(CLOCK, run -> {
            synchronized (waiting) {
                waiting.add(run);
            }
        });

        List<Crowd.Result<Verifications.Started>> results =
                Crowd.of(4, number -> verifications.start(Scope.EVERYTHING, ADMIN, "key"));

        assertThat(waiting).hasSize(1);
        assertThat(results).allMatch(result -> result.thrown() == null);
        assertThat(results.stream().filter(result -> !result.value().replayed()))
                .hasSize(1);
        Scope other = new Scope(wallet.teamId(), null);
        assertThatThrownBy(() -> verifications.start(other, ADMIN, "key")).isInstanceOf(IdempotencyKeyReused.class);
        assertThatThrownBy(() -> verifications.start(other, ADMIN, "other")).isInstanceOf(Conflict.class);
        waiting.remove().run();
        assertThat(verifications.start(other, ADMIN, "other").replayed()).isFalse();
    }

    @Test
    void endsTheRunOfAServerThatIsGone() {
        UUID id = verifications(CLOCK, waiting::add)
                .start(Scope.EVERYTHING, ADMIN, "key")
                .verification()
                .verificationId();
        Verifications later = verifications(Clock.offset(CLOCK, LEASE.plusSeconds(1)), Runnable::run);

        assertThat(later.of(id).status()).isEqualTo(VerificationStatus.INTERRUPTED);
        assertThat(later.start(Scope.EVERYTHING, ADMIN, "next").verification().status())
                .isEqualTo(VerificationStatus.PASSED);
        waiting.remove().run(); // it was only slow, and must not change what was said of it
        assertThat(later.of(id).status()).isEqualTo(VerificationStatus.INTERRUPTED);
        assertThat(ends()).containsExactly("PLATFORM INTERRUPTED 0", "PLATFORM PASSED 0");
    }

    @Test
    void isInterruptedByAFailureAndByTheLackOfAThread() {
        Verifications verifications = verifications(CLOCK, waiting::add);
        UUID id = verifications
                .start(Scope.EVERYTHING, ADMIN, "key")
                .verification()
                .verificationId();
        audit.book.database().execute("ALTER FUNCTION verify_chain RENAME TO verify_chain_away");
        waiting.remove().run();
        assertThat(verifications.of(id).status()).isEqualTo(VerificationStatus.INTERRUPTED);

        Verifications full = verifications(CLOCK, run -> {
            throw new RejectedExecutionException();
        });
        assertThatThrownBy(() -> full.start(Scope.EVERYTHING, ADMIN, "full")).isInstanceOf(Unavailable.class);
        assertThat(full.page(10, null).items()).allMatch(run -> run.status() == VerificationStatus.INTERRUPTED);
    }

    @Test
    void remembersTheLatest() {
        Verifications verifications = verifications(CLOCK, Runnable::run);
        for (int i = 0; i < 6; i++) {
            verifications.start(Scope.EVERYTHING, ADMIN, "key " + i);
        }
        assertThat(verifications.page(10, null).items()).hasSize(4);
        assertThat(verifications.page(3, null).nextCursor()).isNotNull();
    }

    @Test
    void knowsNoOtherTeams() {
        Verifications verifications = verifications(CLOCK, Runnable::run);
        assertThatThrownBy(() -> verifications.start(new Scope(Ids.next(), null), ADMIN, "key"))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> verifications.of(Ids.next())).isInstanceOf(NotFound.class);
    }
}
