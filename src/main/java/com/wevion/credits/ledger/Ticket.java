package com.wevion.credits.ledger;

import com.wevion.credits.platform.Unavailable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An operation that was taken in, and the answer that its caller waits for. */
final class Ticket {
    private final Operation operation;
    private final long sinceNanos = System.nanoTime();
    private final CompletableFuture<Outcome> answer = new CompletableFuture<>();

    Ticket(Operation operation) {
        this.operation = operation;
    }

    Operation operation() {
        return operation;
    }

    /** When it was taken in, by {@link System#nanoTime}. */
    long sinceNanos() {
        return sinceNanos;
    }

    void answer(Outcome outcome) {
        answer.complete(outcome);
    }

    void fail(Throwable cause) {
        answer.completeExceptionally(cause);
    }

    /**
     * The answer, when it is there.
     *
     * @throws Unavailable if it takes too long; the operation may still be posted
     */
    Outcome await(Duration timeout) throws Poster.Rejected {
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Unavailable("The ledger did not answer in time; retry with the same key to learn the outcome.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("The server is stopping; retry with the same key to learn the outcome.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Poster.Rejected rejected) {
                throw rejected;
            }
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
