package com.wevion.credits.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Requests, messages and rounds that are worked on, so that the server stops after them. Thread-safe.
 *
 * <p>Without the keyword synchronized: the container's proxy would have it too, and keep its own lock while somebody waits for the end.
 */
@ApplicationScoped
public class RunningWork {
    private final Lock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private int running;
    private boolean closed;

    /** @return false once the server takes no more; whoever gets true calls {@link #end} once */
    public boolean begin() {
        lock.lock();
        try {
            if (!closed) {
                running++;
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Ends what {@link #begin} began. */
    public void end() {
        lock.lock();
        try {
            running--;
            if (running == 0) {
                ended.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The number of running pieces of work. */
    public int running() {
        lock.lock();
        try {
            return running;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing begins any more. */
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until all work has ended, or for the longest time.
     *
     * @return the number still running when the time is over
     */
    public int awaitEnd(Duration longest) throws InterruptedException {
        lock.lock();
        try {
            for (long left = longest.toNanos(); running > 0 && left > 0; ) {
                left = ended.awaitNanos(left);
            }
            return running;
        } finally {
            lock.unlock();
        }
    }
}
