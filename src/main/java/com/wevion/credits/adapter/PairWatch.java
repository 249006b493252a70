package com.wevion.credits.adapter;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Restarts listeners when they have lost one broker of a pair and the other one is there: Artemis's client goes back to the one it
 * had. It keeps a connection of its own, by which it learns of the loss.
 */
final class PairWatch extends Thread {
    private static final long PAUSE_MILLIS = 2_000;

    /** Connects to the broker of the pair that answers. */
    interface Connecting {
        Connection connect() throws JMSException;
    }

    private final Connecting pair;
    private final Runnable listenAnew;
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean isLost;

    PairWatch(Connecting pair, Runnable listenAnew) {
        super("brokers");
        this.pair = pair;
        this.listenAnew = listenAnew;
        setDaemon(true);
    }

    @Override
    public void run() {
        try {
            while (!closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                watch();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when the broker is lost or could not be reached. */
    private void watch() throws InterruptedException {
        try (Connection connection = pair.connect()) {
            CountDownLatch lost = new CountDownLatch(1);
            connection.setExceptionListener(failure -> lost.countDown());
            connection.start();
            if (isLost) {
                listenAnew.run();
            }
            isLost = true;
            lost.await();
        } catch (JMSException e) {
            // Neither of them is there; the application reports that.
        }
    }

    /** Ends it. */
    void close() {
        closed.countDown();
        interrupt();
    }
}
