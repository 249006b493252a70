package com.wevion.credits.http;

import com.wevion.credits.platform.Closing;
import com.wevion.credits.platform.Rounds;
import com.wevion.credits.platform.Unavailable;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The requests of this server whose bodies are still arriving, up to a limit. */
@ApplicationScoped
class WaitingBodies {
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(1);

    @Inject
    @ConfigProperty(name = "credits.http.body.max.bytes")
    long maxBytes;

    @Inject
    @ConfigProperty(name = "credits.reconciliation.file.max.bytes")
    long maxLongBytes;

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
    int max;

    @Inject
    @ConfigProperty(name = "credits.http.threads")
    int maxWorkedOn;

    @Resource
    ContextService contexts;

    @Inject
    Instance<RequestContextController> scopes;

    private record Work(WaitingBody body, Callable<?> task) {}

    private final Map<WaitingBody, Optional<Callable<?>>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger places = new AtomicInteger();
    private final Queue<Work> whole = new ConcurrentLinkedQueue<>();
    private final AtomicInteger workedOn = new AtomicInteger();

    BodyLimits limits(HttpServletRequest request) {
        boolean isLong = BodyRule.isLong(request);
        return new BodyLimits(
                isLong ? maxLongBytes : maxBytes,
                memoryBytes,
                isLong ? longSeconds : seconds,
                graceSeconds,
                leastBytesPerSecond,
                drainSeconds);
    }

    /**
     * Waits for the body; once it is complete, the request is processed in the name of its caller.
     *
     * @throws Unavailable if too many bodies are already being waited for
     */
    WaitingBody await(HttpServletRequest request, HttpServletResponse response) throws IOException {
        WaitingBody body = begin(request, () -> WaitingBody.begin(request, response, limits(request), this));
        waiting.put(body, Optional.of(contexts.contextualCallable(() -> {
            inScope(body);
            return body;
        })));
        return body;
    }

    /** Discards the rest of a body; the request has been answered. */
    void drain(HttpServletRequest request, HttpServletResponse response) throws IOException {
        WaitingBody body = begin(request, () -> WaitingBody.drain(request, response, limits(request), this));
        waiting.put(body, Optional.empty());
        body.listen();
    }

    /** Unauthenticated callers have half of the places, so that they cannot take those of others. */
    private WaitingBody begin(HttpServletRequest request, Beginning beginning) throws IOException {
        if (places.incrementAndGet() > (request.getUserPrincipal() == null ? max / 2 : max)) {
            places.decrementAndGet();
            throw new Unavailable("Too many request bodies are still arriving.");
        }
        boolean isBegun = false;
        try {
            WaitingBody body = beginning.begin();
            isBegun = true;
            return body;
        } finally {
            if (!isBegun) {
                places.decrementAndGet();
            }
        }
    }

    private interface Beginning {
        WaitingBody begin() throws IOException;
    }

    /** The server opens no request scope for a thread of ours. */
    private void inScope(WaitingBody body) throws IOException, ServletException {
        RequestContextController scope = scopes.get();
        boolean isOurs = scope.activate();
        try {
            body.forward();
        } finally {
            if (isOurs) {
                scope.deactivate();
            }
            scopes.destroy(scope);
        }
    }

    /** A body is complete; its request is processed once fewer of them run than there are threads for others. */
    void isWhole(WaitingBody body) {
        waiting.getOrDefault(body, Optional.empty()).ifPresent(task -> whole.add(new Work(body, task)));
        next();
    }

    private void next() {
        while (!whole.isEmpty()) {
            if (workedOn.incrementAndGet() > maxWorkedOn) {
                workedOn.decrementAndGet();
                return; // the request that ends looks again
            }
            Work work = whole.poll();
            if (work == null) {
                workedOn.decrementAndGet();
                continue;
            }
            work.body().start(work.task(), () -> {
                workedOn.decrementAndGet();
                next();
            });
        }
    }

    /** The request is over. */
    void isOver(WaitingBody body) {
        if (waiting.remove(body) != null) {
            places.decrementAndGet();
        }
    }

    /** Gives up those that are still arriving, as the server stops. */
    void close(@Observes Closing event) {
        waiting.keySet().forEach(WaitingBody::close);
    }

    void begin(@Observes Rounds rounds) {
        rounds.every("bodies", BETWEEN_ROUNDS, this::look);
    }

    /** Gives up those that take too long. */
    private void look() {
        waiting.keySet().forEach(WaitingBody::look);
    }
}
