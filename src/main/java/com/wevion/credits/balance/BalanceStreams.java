package com.wevion.credits.balance;

import com.wevion.credits.platform.Closing;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.Rounds;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.time.RealTime;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The streams of this server: how many there may be, and the looks at what they tell while there are any. Thread-safe. */
@ApplicationScoped
class BalanceStreams {
    private static final Duration BETWEEN_TENDING = Duration.ofMillis(500);
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(2);

    @Inject
    BalanceWatch watch;

    @Inject
    @RealTime
    Clock clock;

    @Inject
    MeterRegistry registry;

    @Resource
    ManagedThreadFactory threads;

    @Inject
    @ConfigProperty(name = "credits.balance.stream.max")
    volatile int max;

    @Inject
    @ConfigProperty(name = "credits.balance.stream.person.max")
    int maxPerPerson;

    @Inject
    @ConfigProperty(name = "credits.balance.stream.poll.millis")
    long pollMillis;

    @Inject
    @ConfigProperty(name = "credits.balance.stream.heartbeat.seconds")
    long heartbeatSeconds;

    @Inject
    @ConfigProperty(name = "credits.balance.stream.write.seconds")
    long writeSeconds;

    @Inject
    @ConfigProperty(name = "credits.team.cache.seconds")
    long teamSeconds;

    /** In the order in which they began. */
    private final Set<BalanceStream> open = new LinkedHashSet<>();

    private ExecutorService senders;

    @PostConstruct
    void start() {
        // As many as write at a time, which is one for each stream at most: a client that does not read keeps its own.
        senders = Executors.newCachedThreadPool(threads);
    }

    void begin(@Observes Rounds rounds) {
        Gauge.builder("credits.balance.streams.open", () -> all().size())
                .description("Streams of balances that this server serves")
                .register(registry);
        rounds.every("balances", Duration.ofMillis(pollMillis), () -> whileAnybodyListens(watch::look));
        rounds.every("listeners", Duration.ofSeconds(teamSeconds), () -> whileAnybodyListens(watch::dismiss));
        rounds.every("streams", BETWEEN_TENDING, this::tend);
    }

    private void whileAnybodyListens(Consumer<List<BalanceStream>> look) {
        List<BalanceStream> begun = all().stream().filter(BalanceStream::begun).toList();
        if (!begun.isEmpty()) {
            look.accept(begun);
        }
    }

    /**
     * Begins a stream with the balance as it is. A person's oldest one ends if it would have more than one may have: most
     * likely it is of a page that was left, which is not known before something is written to it.
     *
     * @throws Unavailable if this server has as many as it can have
     * @throws NotFound if there is no such team
     */
    void open(Listener listener, Outlet outlet) {
        BalanceStream stream = new BalanceStream(listener, outlet, senders, clock, this::leave);
        enter(stream).ifPresent(BalanceStream::end);
        try {
            stream.tell(watch.json(listener.teamId()));
        } catch (RuntimeException e) { // nothing is written yet, so that the caller is told in the usual way
            leave(stream);
            throw e;
        }
    }

    /** @return the stream that is to end for it, outside of the lock here: streams that end by themselves take theirs first */
    private synchronized Optional<BalanceStream> enter(BalanceStream stream) {
        List<BalanceStream> ofPerson = open.stream()
                .filter(other -> other.listener().isSamePerson(stream.listener()))
                .toList();
        Optional<BalanceStream> oldest =
                ofPerson.size() < maxPerPerson ? Optional.empty() : Optional.of(ofPerson.get(0));
        oldest.ifPresent(open::remove);
        if (open.size() >= max) {
            throw new Unavailable("This server has as many open streams as it can have.");
        }
        open.add(stream);
        return oldest;
    }

    private synchronized void leave(BalanceStream stream) {
        open.remove(stream);
    }

    private void tend() {
        Duration heartbeat = Duration.ofSeconds(heartbeatSeconds);
        Duration longestWrite = Duration.ofSeconds(writeSeconds);
        all().forEach(stream -> stream.tend(heartbeat, longestWrite));
    }

    private synchronized List<BalanceStream> all() {
        return List.copyOf(open);
    }

    /** Ends all streams; their clients reconnect to another server after the delay that they were told. */
    void close(@Observes(notifyObserver = Reception.IF_EXISTS) Closing event) {
        max = 0;
        all().forEach(BalanceStream::end);
    }

    /** Ends all streams, as the application does. */
    @PreDestroy
    void stop() {
        all().forEach(BalanceStream::end);
        senders.shutdown();
        try {
            senders.awaitTermination(LONGEST_GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        senders.shutdownNow();
    }
}
