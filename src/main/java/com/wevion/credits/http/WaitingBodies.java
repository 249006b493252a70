package com.wevion.credits.http;

import com.wevion.credits.platform.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The requests of this server whose bodies are still coming, which are not many at a time. */
@ApplicationScoped
class WaitingBodies {
    @Inject
    @ConfigProperty(name = "credits.http.body.max.bytes")
    long mostBytes;

    @Inject
    @ConfigProperty(name = "credits.reconciliation.file.max.bytes")
    long mostLongBytes;

    @Inject
    @ConfigProperty(name = "credits.http.body.memory.bytes")
    int memoryBytes;

    @Inject
    @ConfigProperty(name = "credits.http.body.seconds")
    long seconds;

    @Inject
    @ConfigProperty(name = "credits.http.body.long.seconds")
    long longSeconds;

    @Inject
    @ConfigProperty(name = "credits.http.body.grace.seconds")
    long graceSeconds;

    @Inject
    @ConfigProperty(name = "credits.http.body.bytes.per.second")
    long leastBytesPerSecond;

    @Inject
    @ConfigProperty(name = "credits.http.body.drain.seconds")
    long drainSeconds;

    @Inject
    @ConfigProperty(name = "credits.http.body.waiting")
    int most;

    private final Set<WaitingBody> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicInteger places = new AtomicInteger();

    BodyLimits limits(HttpServletRequest request) {
        boolean isLong = BodyRule.isLong(request);
        return new BodyLimits(
                isLong ? mostLongBytes : mostBytes,
                memoryBytes,
                isLong ? longSeconds : seconds,
                graceSeconds,
                leastBytesPerSecond,
                drainSeconds);
    }

    /**
     * Waits for the body; the request is taken up again when all of it is there.
     *
     * @throws Unavailable if the bodies of too many are waited for already
     */
    WaitingBody await(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return begin(over -> WaitingBody.begin(request, response, limits(request), over));
    }

    /** Throws away what still comes of a body; the request has been answered. */
    void drain(HttpServletRequest request, HttpServletResponse response) throws IOException {
        begin(over -> WaitingBody.drain(request, response, limits(request), over))
                .listen();
    }

    private interface Beginning {
        WaitingBody begin(Runnable over) throws IOException;
    }

    private WaitingBody begin(Beginning beginning) throws IOException {
        if (places.incrementAndGet() > most) {
            places.decrementAndGet();
            throw new Unavailable("Too many requests are waited for.");
        }
        AtomicReference<WaitingBody> begun = new AtomicReference<>();
        boolean isBegun = false;
        try {
            WaitingBody body = beginning.begin(() -> {
                places.decrementAndGet();
                waiting.remove(begun.get());
            });
            begun.set(body);
            waiting.add(body);
            isBegun = true;
            return body;
        } finally {
            if (!isBegun) {
                places.decrementAndGet();
            }
        }
    }

    /** Gives up those that take too long. */
    void look() {
        waiting.forEach(WaitingBody::look);
    }
}
