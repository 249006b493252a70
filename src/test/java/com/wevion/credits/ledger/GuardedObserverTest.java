package com.wevion.credits.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.ledger.operation.Operation;
import com.wevion.credits.ledger.operation.Posted;
import com.wevion.credits.ledger.operation.Posting;
import com.wevion.credits.ledger.transaction.GuardedObserver;
import com.wevion.credits.ledger.transaction.TransactionObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whoever observes the ledger cannot make it fail. */
class GuardedObserverTest {
    private final List<String> told = new ArrayList<>();

    private final GuardedObserver observer = new GuardedObserver(new TransactionObserver() {
        @Override
        public void ended(int operations, Duration waited, Duration took, Collection<Long> accounts) {
            fails("ended");
        }

        @Override
        public <A> void posted(Operation<A> operation, A answer) {
            fails("posted");
        }

        @Override
        public void failed(Operation<?> operation, RuntimeException cause) {
            fails("failed");
        }

        private void fails(String what) {
            told.add(what);
            throw new IllegalStateException("The observer fails on purpose");
        }
    });

    @Test
    void tellsAndKeepsTheFailureToItself() {
        Posting posting = Posting.purchase(UUID.randomUUID(), 1, 5);

        observer.ended(1, Duration.ZERO, Duration.ZERO, List.of(1L));
        observer.posted(posting, new Posted(false, 1, 5, 5, Instant.EPOCH));
        observer.failed(posting, new IllegalArgumentException());

        assertThat(told).containsExactly("ended", "posted", "failed");
    }
}
