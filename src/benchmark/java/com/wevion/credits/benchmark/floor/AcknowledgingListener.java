package com.wevion.credits.benchmark.floor;

import jakarta.ejb.MessageDriven;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.util.concurrent.atomic.AtomicLong;

/** Acknowledges every message and does nothing with it; its transaction is what the service's bean has by default. */
@MessageDriven
public class AcknowledgingListener implements MessageListener {
    private static final AtomicLong COUNT = new AtomicLong();
    private static final AtomicLong FIRST_NANOS = new AtomicLong(Long.MAX_VALUE);
    private static final AtomicLong LAST_NANOS = new AtomicLong(Long.MIN_VALUE);

    static long count() {
        return COUNT.get();
    }

    static long microseconds() {
        return (LAST_NANOS.get() - FIRST_NANOS.get()) / 1_000;
    }

    static void countAnew() {
        COUNT.set(0);
        FIRST_NANOS.set(Long.MAX_VALUE);
        LAST_NANOS.set(Long.MIN_VALUE);
    }

    @Override
    public void onMessage(Message message) {
        long now = System.nanoTime();
        FIRST_NANOS.accumulateAndGet(now, Math::min);
        LAST_NANOS.accumulateAndGet(now, Math::max);
        COUNT.incrementAndGet();
    }
}
