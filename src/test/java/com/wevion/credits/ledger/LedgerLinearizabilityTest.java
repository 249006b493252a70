package com.wevion.credits.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.wevion.credits.dev.SettableClock;
import com.wevion.credits.ledger.FreeRun.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Threads run freely: there must be some order of their operations in which the reference answers as the ledger did and
 * ends with the same books. {@code -Dmodel.histories} multiplies the number of histories, {@code -Dmodel.seed} is the first
 * one's.
 */
class LedgerLinearizabilityTest {
    private static final int HISTORIES = 250 * Integer.getInteger("model.histories", 1);
    private static final long FIRST_SEED = Long.getLong("model.seed", 1);
    private static final int GROUP = 250;
    private static final int MAX_THREADS = 6;
    private static final int MAX_EACH = 6;
    private static final TestLedger BOOK = QuickCommits.ledger();

    @AfterEach
    void everyInvariantHolds() {
        assertThat(BOOK.violations()).isEmpty();
    }

    @AfterAll
    static void close() {
        BOOK.close();
    }

    @Test
    void explainsEveryAnswerOfOneServerBySomeOrder() throws InterruptedException {
        explain(List.of(new Server(BOOK.ledger, BOOK.clock)));
    }

    @Test
    void explainsEveryAnswerOfTwoServersWhoseClocksDifferBySomeOrder_D16() throws InterruptedException {
        SettableClock late = new SettableClock();
        explain(List.of(new Server(BOOK.ledger, BOOK.clock), new Server(BOOK.node(late), late)));
    }

    private static void explain(List<Server> servers) throws InterruptedException {
        for (int number = 1; number <= HISTORIES; number++) {
            long seed = FIRST_SEED + number - 1;
            Random random = new Random(seed);
            FreeRun run = new FreeRun(random, BOOK, servers);
            List<Event> events = run.happens(2 + random.nextInt(MAX_THREADS - 1), 2 + random.nextInt(MAX_EACH - 1));
            List<String> books = BookRows.of(BOOK.pool, run.accountIds());
            if (!Linearization.explains(run.start(), events, books)) {
                fail(message(seed, run, events, books));
            }
            if (number % GROUP == 0) {
                assertThat(BOOK.violations()).as("up to seed %d", seed).isEmpty();
            }
        }
    }

    private static String message(long seed, FreeRun run, List<Event> events, List<String> books) {
        int enough = Linearization.shortestWithout(run.start(), events);
        List<String> lines = new ArrayList<>();
        Linearization.byAnswer(events).forEach(event -> lines.add(event.line()));
        if (enough < events.size()) {
            lines.add(enough, "-- up to here no order explains the answers");
        }
        lines.add("-- in the end");
        lines.addAll(books);
        return "Seed %d%n%s".formatted(seed, Answers.story(lines));
    }
}
