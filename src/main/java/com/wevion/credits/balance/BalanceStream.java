package com.wevion.credits.balance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * One client's stream. Whoever tells it something never waits for the client: at most one write is under way, by a thread
 * of the senders, and of what is told meanwhile only the last is written afterwards. Thread-safe.
 */
final class BalanceStream {
    private final Listener listener;
    private final Outlet outlet;
    private final Executor senders;
    private final Clock clock;
    private final Consumer<BalanceStream> whenEnded;

    private String told;
    private BooleanSupplier waiting;
    private boolean writing;
    private Thread writer;
    private Instant since;
    private boolean ended;
    private boolean closed;

    /** @param whenEnded is told once, before the connection is closed */
    BalanceStream(Listener listener, Outlet outlet, Executor senders, Clock clock, Consumer<BalanceStream> whenEnded) {
        this.listener = listener;
        this.outlet = outlet;
        this.senders = senders;
        this.clock = clock;
        this.whenEnded = whenEnded;
        since = clock.instant();
    }

    Listener listener() {
        return listener;
    }

    /** True once it has been told a first balance. */
    synchronized boolean begun() {
        return told != null;
    }

    /** Writes this balance, unless it is what was told last. */
    synchronized void tell(String json) {
        if (!ended && !json.equals(told)) {
            told = json;
            write(() -> outlet.balance(json));
        }
    }

    /**
     * Does what the time demands: a comment when nothing was written for long; the end when the token has expired, or when
     * a write takes too long.
     */
    synchronized void tend(Duration heartbeat, Duration longestWrite) {
        Instant now = clock.instant();
        if (!now.isBefore(listener.until())) {
            end();
        } else if (writing && since.plus(longestWrite).isBefore(now)) {
            end();
            if (writer != null) { // else no thread has begun yet, and the one that does will find it ended
                writer.interrupt();
            }
        } else if (!writing && !since.plus(heartbeat).isAfter(now)) {
            write(() -> outlet.comment("still there"));
        }
    }

    /** Ends it; what waits is not written any more. */
    synchronized void end() {
        if (!ended) {
            ended = true;
            whenEnded.accept(this);
            write(null);
        }
    }

    private void write(BooleanSupplier next) {
        waiting = next;
        if (!writing) {
            writing = true;
            since = clock.instant();
            senders.execute(this::writeAll);
        }
    }

    private void writeAll() {
        for (BooleanSupplier next = next(); next != null; next = next()) {
            if (!next.getAsBoolean()) {
                end();
            }
        }
    }

    /** The next action of the thread that writes; null for none. */
    private synchronized BooleanSupplier next() {
        BooleanSupplier next = ended ? closing() : waiting;
        waiting = null;
        since = clock.instant();
        writing = next != null;
        writer = writing ? Thread.currentThread() : null;
        return next;
    }

    private BooleanSupplier closing() {
        if (closed) {
            return null;
        }
        closed = true;
        return () -> {
            outlet.close();
            return true;
        };
    }
}
