package com.wevion.credits.dev.stripe;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Posts events to the application, signed, until it answers 2xx: so they survive its restart. Several at a time, and in
 * no order that could be relied on, as with Stripe.
 */
final class EventDelivery implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int TRIES = 80;
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(THREADS, EventDelivery::thread);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final AtomicInteger underWay = new AtomicInteger();
    private final Supplier<String> url;
    private final String secret;
    private final Clock clock;
    private final Weather weather;

    /** @param url null from it means that no webhook is registered */
    EventDelivery(Supplier<String> url, String secret, Clock clock, Weather weather) {
        this.url = url;
        this.secret = secret;
        this.clock = clock;
        this.weather = weather;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "stripe simulator events");
        thread.setDaemon(true);
        return thread;
    }

    /** Delivers as the weather has it. */
    void deliver(String payload, Runnable delivered) {
        for (Duration pause : weather.nextEvent()) {
            underWay.incrementAndGet();
            schedule(() -> attempt(payload, delivered, 1), pause.toMillis());
        }
    }

    /** Deliveries that are neither done nor given up. */
    int underWay() {
        return underWay.get();
    }

    private void schedule(Runnable work, long pauseMillis) {
        try {
            timer.schedule(work, pauseMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            underWay.decrementAndGet(); // closed
        }
    }

    private void attempt(String payload, Runnable delivered, int number) {
        if (weather.parks(() -> schedule(() -> attempt(payload, delivered, number), 0))) {
            return;
        }
        String target = url.get();
        if (target == null) {
            underWay.decrementAndGet();
        } else if (isAccepted(target, payload)) {
            delivered.run();
            underWay.decrementAndGet();
        } else if (number < TRIES) {
            long pause = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(number - 1, 10));
            schedule(() -> attempt(payload, delivered, number + 1), pause);
        } else {
            underWay.decrementAndGet();
        }
    }

    private boolean isAccepted(String target, String payload) {
        try {
            return post(target, payload) / 100 == 2;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private int post(String target, String payload) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(target))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
                .header("Stripe-Signature", Signatures.header(payload, clock.instant(), secret))
                .POST(HttpRequest.BodyPublishers.ofString(payload))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** Runs an action at intervals, on the same daemon threads. */
    void everySecond(Runnable work) {
        timer.scheduleWithFixedDelay(work, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
