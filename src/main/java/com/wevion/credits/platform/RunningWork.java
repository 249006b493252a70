package com.wevion.credits.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Requests, messages and rounds that are worked on, so that the server stops after them. Thread-safe. */
@ApplicationScoped
public class RunningWork {
    private int running;
    private boolean closed;

    /** @return false once the server takes no more; whoever gets true calls {@link #end} once */
    public synchronized boolean begin() {
        if (closed) {
            return false;
        }
        running++;
        return true;
    }

    /** Ends what {@link #begin} began. */
    public synchronized void end() {
        running--;
        if (running == 0) {
            notifyAll();
        }
    }

    /** The number of running pieces of work. */
    public synchronized int running() {
        return running;
    }

    /** Nothing begins any more. */
    public synchronized void close() {
        closed = true;
    }

    /**
     * Waits until all work has ended, or for the longest time.
     *
     * @return the number still running when the time is over
     */
    public synchronized int awaitEnd(Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        for (long left = longest.toNanos(); running > 0 && left > 0; left = deadline - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
        }
        return running;
    }
}
