package com.wevion.credits.ledger;

import com.wevion.credits.dev.Crowd;
import com.wevion.credits.dev.SettableClock;
import com.wevion.credits.ledger.operation.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** A history in which a few threads run as they like: the seed fixes what each of them does, not how they meet. */
final class FreeRun {
    /** A ledger with its own clock. */
    record Server(Ledger ledger, SettableClock clock) {}

    private record Shown(long from, Instant clock) {}

    private record Task(int server, Operation<?> operation) {}

    private static final int MAX_BEHIND_SECONDS = 40;

    private final Random random;
    private final RandomOperations operations;
    private final List<Server> servers;
    private final AtomicLong stamps = new AtomicLong();
    private final List<List<Shown>> shown = new ArrayList<>();
    private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
    private final ReferenceLedger start = new ReferenceLedger();

    /** Opens accounts for the history, sets the clocks and fills the accounts. */
    FreeRun(Random random, TestLedger book, List<Server> servers) {
        this.random = random;
        this.servers = servers;
        operations = new RandomOperations(random, book);
        operations.accounts().forEach(account -> start.limit(account.accountId(), account.limitUnits()));
        for (int server = 0; server < servers.size(); server++) {
            shown.add(Collections.synchronizedList(new ArrayList<>()));
            set(server, RandomOperations.START.minusSeconds(random.nextInt(MAX_BEHIND_SECONDS)));
        }
        operations.first().forEach(operation -> call(0, new Task(0, operation)));
    }

    /** Lets the threads run, and returns what they saw when all have ended. */
    List<Event> happens(int threads, int operationsEach) throws InterruptedException {
        List<List<Task>> plans = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            plans.add(new ArrayList<>());
        }
        for (int number = 0; number < operationsEach; number++) {
            for (List<Task> plan : plans) {
                plan.add(new Task(random.nextInt(servers.size()), operations.next(true)));
                operations.letHoldsEnd();
            }
        }
        int stepped = random.nextInt(servers.size());
        int stepBefore = random.nextInt(2 * operationsEach);
        Instant then = servers.get(stepped).clock().instant().plus(operations.step());
        Crowd.of(threads, thread -> {
                    for (int number = 0; number < operationsEach; number++) {
                        if (thread == 0 && number == stepBefore) {
                            set(stepped, then);
                        }
                        call(thread, plans.get(thread).get(number));
                    }
                    return thread;
                })
                .forEach(ended -> {
                    if (ended.thrown() != null) {
                        throw new IllegalStateException(ended.thrown());
                    }
                });
        return List.copyOf(events);
    }

    private void set(int server, Instant time) {
        shown.get(server).add(new Shown(stamps.incrementAndGet(), time));
        servers.get(server).clock().set(time);
    }

    private void call(int thread, Task task) {
        int server = task.server();
        Instant before = servers.get(server).clock().instant();
        long invoked = stamps.incrementAndGet();
        Object answer = Answers.of(servers.get(server).ledger(), task.operation());
        long answered = stamps.incrementAndGet();
        List<Instant> clocks = new ArrayList<>(List.of(before));
        List.copyOf(shown.get(server)).stream()
                .filter(each -> each.clock().isAfter(before) && each.from() < answered)
                .forEach(each -> clocks.add(each.clock()));
        events.add(new Event(thread, server, task.operation(), invoked, answered, clocks, answer));
    }

    /** The accounts as they were opened. */
    ReferenceLedger start() {
        return start;
    }

    List<Long> accountIds() {
        return operations.accountIds();
    }
}
