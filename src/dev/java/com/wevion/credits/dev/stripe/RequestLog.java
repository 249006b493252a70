package com.wevion.credits.dev.stripe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last requests of the application. */
final class RequestLog {
    private static final int MOST = 2_000;

    private final Deque<SentRequest> requests = new ArrayDeque<>();
    private long seen;

    synchronized void add(SentRequest request) {
        seen++;
        if (requests.size() == MOST) {
            requests.removeFirst();
        }
        requests.addLast(request);
    }

    /** The number of all requests, including those no longer kept. */
    synchronized long seen() {
        return seen;
    }

    /** Oldest first. */
    synchronized List<SentRequest> all() {
        return List.copyOf(requests);
    }
}
