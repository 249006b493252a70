package com.wevion.credits.ledger.transaction;

import com.wevion.credits.ledger.operation.Decision;
import com.wevion.credits.ledger.operation.Operation;
import com.wevion.credits.platform.OutcomeUnknown;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.trace.Trace;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * An operation that was taken in, and the decision that its caller waits for.
 *
 * @param <A> the operation's answer
 */
public final class Ticket<A> {
    /** Those that came first come first. */
    static final Comparator<Ticket<?>> BY_ARRIVAL = (one, other) -> Long.signum(one.sinceNanos - other.sinceNanos);

    private final Operation<A> operation;
    private final long sinceNanos = System.nanoTime();
    private final Trace.Place place = Trace.here();
    private final CompletableFuture<Decision<A>> decision = new CompletableFuture<>();

    /** Made when the operation arrives. */
    public Ticket(Operation<A> operation) {
        this.operation = operation;
    }

    Operation<A> operation() {
        return operation;
    }

    /** The time at which it was taken in, by {@link System#nanoTime}. */
    long sinceNanos() {
        return sinceNanos;
    }

    /** The place of its caller in a trace. */
    Trace.Place place() {
        return place;
    }

    void decided(Decision<A> its) {
        decision.complete(its);
    }

    void fail(Throwable cause) {
        decision.completeExceptionally(cause);
    }

    /**
     * The answer, when it is there.
     *
     * @param withdraw takes a ticket back that is not being posted yet
     * @throws OperationRefused if that was decided
     * @throws Unavailable if it takes too long and the ticket was taken back, so that it will never be posted
     * @throws OutcomeUnknown if it takes too long and the operation may still be posted
     */
    A await(Duration timeout, Predicate<Ticket<?>> withdraw) throws Poster.Rejected {
        try {
            return decision.get(timeout.toMillis(), TimeUnit.MILLISECONDS).answer();
        } catch (TimeoutException e) {
            throw givenUp("The ledger did not answer in time.", withdraw);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw givenUp("The server is stopping.", withdraw);
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

    private Unavailable givenUp(String why, Predicate<Ticket<?>> withdraw) {
        return withdraw.test(this) ? new Unavailable(why) : new OutcomeUnknown(why);
    }
}
