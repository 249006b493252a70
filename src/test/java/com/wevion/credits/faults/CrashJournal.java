package com.wevion.credits.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.Api.Answer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The answers that one client got, in memory and in {@code target/crash/journal-<client>.log}; or the same of the books. */
final class CrashJournal implements AutoCloseable {
    /** The expected state in the books of a request that was accepted. */
    record Accepted(UUID teamId, String what, String id, long units, String state, long chargedUnits) {
        @Override
        public String toString() {
            return "%s %s of %d %s, charged %d, team %s".formatted(what, id, units, state, chargedUnits, teamId);
        }
    }

    /** The counts of all clients together. */
    static final class Counts {
        final AtomicInteger acknowledged = new AtomicInteger();
        final AtomicInteger refused = new AtomicInteger();
        final AtomicInteger unavailable = new AtomicInteger();
        final AtomicInteger lost = new AtomicInteger();
        /** Answers of a server that was not yet ours: it listens before the application is there. */
        final AtomicInteger notOurs = new AtomicInteger();

        int ambiguous() {
            return unavailable.get() + lost.get() + notOurs.get();
        }
    }

    private final Counts counts;
    private final PrintWriter log;
    private final Map<String, Accepted> accepted = new TreeMap<>();
    private final List<String> wrong = new CopyOnWriteArrayList<>();

    CrashJournal(Path folder, int client, Counts counts) {
        this.counts = counts;
        try {
            Files.createDirectories(folder);
            log = new PrintWriter(Files.newBufferedWriter(folder.resolve("journal-" + client + ".log")), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The request was made, and got no answer. */
    void lost(String key, String what, String why) {
        counts.lost.incrementAndGet();
        log.printf("%s %s -> no answer: %s%n", key, what, why);
    }

    /** The request was made, and got this answer; true if its outcome is known now. */
    boolean answered(String key, String what, Answer answer) {
        log.printf("%s %s -> %d %s%n", key, what, answer.status(), answer.body().strip());
        if (answer.status() / 100 == 2) {
            counts.acknowledged.incrementAndGet();
            return true;
        }
        String problem = answer.problem();
        if (problem == null) {
            counts.notOurs.incrementAndGet();
            return false;
        }
        if (answer.status() == 503
                && problem.equals("unavailable")
                && answer.headers().firstValue("Retry-After").isPresent()) {
            counts.unavailable.incrementAndGet();
            return false;
        }
        if (List.of(402, 409, 422).contains(answer.status())) {
            counts.refused.incrementAndGet();
            return true;
        }
        wrong.add(key + " " + what + " -> " + answer.status() + " " + answer.body());
        return false;
    }

    /** From now on the books must say this of the request with that key. */
    void expect(String key, Accepted what) {
        accepted.put(key, what);
    }

    /** Something that no answer may be. */
    void complain(String what) {
        wrong.add(what);
    }

    /**
     * The expected state in the books of all that these clients were told, by the keys of the requests; keys that were refused are not among
     * them. Fails on answers that nothing excuses.
     */
    static Map<String, Accepted> expected(List<CrashJournal> journals) {
        List<String> wrong = new ArrayList<>();
        Map<String, Accepted> expected = new TreeMap<>();
        journals.forEach(journal -> {
            wrong.addAll(journal.wrong);
            expected.putAll(journal.accepted);
        });
        assertThat(wrong).isEmpty();
        return expected;
    }

    @Override
    public void close() {
        log.close();
    }
}
