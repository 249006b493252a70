package com.wevion.credits.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The events that a stream writes, and its end. */
class BalanceStreamTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(10);

    private final ExecutorService senders = Executors.newCachedThreadPool();
    private final Client client = new Client();
    private final List<BalanceStream> ended = new ArrayList<>();
    private final Listener listener = new Listener(
            UUID.randomUUID(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            START.plusSeconds(60));
    private final SettableClock clock = new SettableClock(START);
    // Writes at once, so that the time of a write is known; the other one writes as in the server.
    private final BalanceStream stream = new BalanceStream(listener, client, Runnable::run, clock, ended::add);
    private final BalanceStream threaded = new BalanceStream(listener, client, senders, clock, ended::add);

    // Its writes wait for a thread until the test runs them.
    private final Queue<Runnable> writes = new ArrayDeque<>();
    private final BalanceStream awaiting = new BalanceStream(listener, client, writes::add, clock, ended::add);

    @AfterEach
    void stop() {
        senders.shutdownNow();
    }

    /** Keeps what it gets; while the gate is shut, whoever writes to it waits, as for a client that does not read. */
    private static final class Client extends Outlet {
        private final List<String> got = new CopyOnWriteArrayList<>();
        private volatile CountDownLatch gate = new CountDownLatch(0);
        private volatile boolean gone;

        Client() {
            super(null, null, Duration.ZERO);
        }

        void shut() {
            gate = new CountDownLatch(1);
        }

        @Override
        boolean balance(String json) {
            got.add(json);
            try {
                gate.await();
            } catch (InterruptedException e) {
                got.add("interrupted");
                return false;
            }
            return !gone;
        }

        @Override
        boolean comment(String text) {
            return balance(":");
        }

        @Override
        void close() {
            got.add("end");
        }
    }

    private void awaitGot(String... all) {
        await().untilAsserted(() -> assertThat(client.got).containsExactly(all));
    }

    private void tendAfter(Duration time) {
        clock.set(START.plus(time));
        stream.tend(HEARTBEAT, LONGEST_WRITE);
    }

    @Test
    void writesWhatIsNewAndNothingTwice() {
        stream.tell("1");
        stream.tell("1");
        stream.tell("2");
        stream.tell("1");

        assertThat(client.got).containsExactly("1", "2", "1");
    }

    @Test
    void writesTheLastOfWhatIsToldWhileTheClientDoesNotRead() {
        client.shut();
        threaded.tell("1");
        awaitGot("1");
        for (int i = 2; i <= 100; i++) {
            threaded.tell(Integer.toString(i));
        }

        client.gate.countDown();

        awaitGot("1", "100");
    }

    @Test
    void writesACommentWhenNothingWasWrittenForLong() {
        stream.tell("1");
        tendAfter(HEARTBEAT.minusMillis(1));
        stream.tell("2");
        tendAfter(HEARTBEAT.multipliedBy(2).minusMillis(2));
        assertThat(client.got).containsExactly("1", "2");

        tendAfter(HEARTBEAT.multipliedBy(2).minusMillis(1));

        assertThat(client.got).containsExactly("1", "2", ":");
    }

    @Test
    void givesUpAClientThatDoesNotRead() {
        client.shut();
        threaded.tell("1");
        awaitGot("1");
        threaded.tell("2");

        clock.set(START.plus(LONGEST_WRITE));
        threaded.tend(HEARTBEAT, LONGEST_WRITE);
        assertThat(ended).isEmpty();
        clock.set(START.plus(LONGEST_WRITE.plusMillis(1)));
        threaded.tend(HEARTBEAT, LONGEST_WRITE);

        assertThat(ended).containsExactly(threaded);
        awaitGot("1", "interrupted", "end");
    }

    @Test
    void givesTheNextWriteItsFullTimeHoweverLongAgoTheLastOneWas() {
        awaiting.tell("1");
        runAllWrites();
        clock.set(START.plus(LONGEST_WRITE.plusSeconds(1)));
        awaiting.tell("2");
        awaiting.tend(HEARTBEAT, LONGEST_WRITE);
        assertThat(ended).isEmpty();

        runAllWrites();

        assertThat(client.got).containsExactly("1", "2");
    }

    @Test
    void closesTheConnectionAlsoWhenNoThreadWasThereForAWrite() {
        awaiting.tell("1");
        clock.set(START.plus(LONGEST_WRITE.plusMillis(1)));
        awaiting.tend(HEARTBEAT, LONGEST_WRITE);
        assertThat(ended).containsExactly(awaiting);

        runAllWrites();

        assertThat(client.got).containsExactly("end");
    }

    private void runAllWrites() {
        for (Runnable write = writes.poll(); write != null; write = writes.poll()) {
            write.run();
        }
    }

    @Test
    void endsWhenTheTokenIsNotTakenAnyMore() {
        stream.tell("1");

        tendAfter(Duration.ofSeconds(60));

        assertThat(client.got).containsExactly("1", "end");
        assertThat(ended).containsExactly(stream);
    }

    @Test
    void endsOnceWhenTheClientHasGone() {
        client.gone = true;
        stream.tell("1");
        stream.tell("2");
        stream.end();
        tendAfter(Duration.ofSeconds(60));

        assertThat(client.got).containsExactly("1", "end");
        assertThat(ended).containsExactly(stream);
    }
}
