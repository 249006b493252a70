package com.wevion.credits.dev.stripe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/** The effects of the network and Stripe on events and calls; fair until told otherwise. Thread-safe. */
public final class Weather {
    /** The API version that events have in fair weather: the one of stripe-java. */
    public static final String API_VERSION = "2026-07-29.dahlia";

    /** The fault and the delay of one call. */
    record OneCall(Duration pause, CallFault fault) {}

    private static final class Rule {
        private final String prefix;
        private final Duration pause;
        private final CallFault fault;
        private int callsLeft;

        Rule(String prefix, Duration pause, CallFault fault, int calls) {
            this.prefix = prefix;
            this.pause = pause;
            this.fault = fault;
            this.callsLeft = calls;
        }

        boolean appliesTo(String method, String path) {
            return (method + " " + path).startsWith(prefix) || path.startsWith(prefix);
        }
    }

    private final List<Rule> rules = new ArrayList<>();
    private final List<Runnable> parked = new ArrayList<>();
    private int copies;
    private Random order;
    private Duration window;
    private Duration delay;
    private Random losses;
    private int lossPercent;
    private boolean holding;
    private String apiVersion;

    Weather() {
        clear();
    }

    /** Fair weather again; held events go out. */
    public void clear() {
        synchronized (this) {
            rules.clear();
            copies = 1;
            order = new Random(0);
            window = Duration.ZERO;
            delay = Duration.ZERO;
            losses = new Random(0);
            lossPercent = 0;
            apiVersion = API_VERSION;
        }
        releaseEvents();
    }

    /** Delivers each further event so many times. */
    public synchronized void deliverEach(int times) {
        copies = times;
    }

    /** Puts each further delivery off by a random part of the window, so that they overtake each other. */
    public synchronized void shuffleEvents(Duration within, long seed) {
        window = within;
        order = new Random(seed);
    }

    /** Puts each further delivery off by this. */
    public synchronized void delayEvents(Duration by) {
        delay = by;
    }

    /** Delivers this share of further events never; {@code GET /v1/events} has them all the same. */
    public synchronized void loseEvents(int percent, long seed) {
        lossPercent = percent;
        losses = new Random(seed);
    }

    /** Delivers nothing until {@link #releaseEvents}. */
    public synchronized void holdEvents() {
        holding = true;
    }

    /** Delivers what was held, and further events at once. */
    public void releaseEvents() {
        List<Runnable> released;
        synchronized (this) {
            holding = false;
            released = List.copyOf(parked);
            parked.clear();
        }
        released.forEach(Runnable::run);
    }

    /** Further events are of this API version. */
    public synchronized void eventsOfVersion(String version) {
        apiVersion = version;
    }

    /**
     * Lets the next calls go wrong. A connection that ends without an answer is not always seen: stripe-java's
     * {@code HttpURLConnection} repeats such a request once by itself, with the same idempotency key, so twice as many calls
     * are needed to make it give up.
     *
     * @param prefix of the path, as in {@code /v1/refunds}, or of method and path, as in {@code POST /v1/refunds}
     */
    public synchronized void failCalls(int calls, String prefix, CallFault fault) {
        rules.add(new Rule(prefix, Duration.ZERO, fault, calls));
    }

    /** Lets the next calls wait before they are done; prefix as in {@link #failCalls}. */
    public synchronized void slowCalls(int calls, String prefix, Duration by) {
        rules.add(new Rule(prefix, by, null, calls));
    }

    /** The fault of the first rule that has one, and the longest pause. */
    synchronized OneCall nextCall(String method, String path) {
        Duration pause = Duration.ZERO;
        CallFault fault = null;
        for (Iterator<Rule> all = rules.iterator(); all.hasNext(); ) {
            Rule rule = all.next();
            if (!rule.appliesTo(method, path) || (rule.fault != null && fault != null)) {
                continue;
            }
            fault = rule.fault == null ? fault : rule.fault;
            pause = rule.pause.compareTo(pause) > 0 ? rule.pause : pause;
            rule.callsLeft--;
            if (rule.callsLeft <= 0) {
                all.remove();
            }
        }
        return new OneCall(pause, fault);
    }

    /** The delays after which to deliver a new event: one per delivery, none if the event is lost. */
    synchronized List<Duration> nextEvent() {
        if (losses.nextInt(100) < lossPercent) {
            return List.of();
        }
        List<Duration> pauses = new ArrayList<>();
        for (int copy = 0; copy < copies; copy++) {
            pauses.add(delay.plusMillis((long) (order.nextDouble() * window.toMillis())));
        }
        return pauses;
    }

    /** True if events are held; the delivery is then kept until the release. */
    synchronized boolean parks(Runnable delivery) {
        if (holding) {
            parked.add(delivery);
        }
        return holding;
    }

    synchronized String apiVersion() {
        return apiVersion;
    }
}
