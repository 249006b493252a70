package com.wevion.credits.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** Clients that work on a few teams through one address, until they are told to end; what they were told is held against the books then. */
final class Traffic implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final CrashJournal.Counts counts = new CrashJournal.Counts();
    private final AtomicBoolean over = new AtomicBoolean();
    private final String databaseUrl;
    private final List<TestTeam> teams;
    private final List<CrashJournal> journals;
    private final List<CompletableFuture<Void>> clients;

    /**
     * Begins.
     *
     * @param first a server on which the teams are made
     * @param address of all requests
     * @param folder of the clients' journals
     */
    Traffic(LocalService first, String address, Path folder, int size) {
        databaseUrl = first.databaseUrl();
        teams = List.of(
                        TestTeam.withCredits(first, "1000000"),
                        TestTeam.withCredits(first, "20000"),
                        TestTeam.withCredits(first, "150"),
                        TestTeam.paid(first))
                .stream()
                .map(team -> team.through(address))
                .toList();
        Api admin = Api.superAdmin(first).through(address);
        journals = IntStream.range(0, size)
                .mapToObj(client -> new CrashJournal(folder, client, counts))
                .toList();
        clients = IntStream.range(0, size)
                .mapToObj(client -> new CrashClient(teams, admin, journals.get(client), new Random(client)))
                .map(client -> CompletableFuture.runAsync(() -> client.work(over::get), run -> new Thread(run).start()))
                .toList();
    }

    /** Waits until so many further requests were acknowledged. */
    void awaitFurther(int acknowledged) {
        int goal = counts.acknowledged.get() + acknowledged;
        await().atMost(PATIENCE).until(() -> {
            assertThat(clients).noneMatch(CompletableFuture::isCompletedExceptionally);
            return counts.acknowledged.get() >= goal;
        });
    }

    CrashJournal.Counts counts() {
        return counts;
    }

    /** Ends when every outcome is known; the clients, the books and the checks must agree. The number of requests in the books. */
    int endAndCompare() {
        over.set(true);
        clients.forEach(CompletableFuture::join);
        return new CrashAudit(databaseUrl, teams).agreeWith(CrashJournal.expected(journals));
    }

    @Override
    public void close() {
        over.set(true);
        clients.forEach(client -> client.exceptionally(thrown -> null).join());
        journals.forEach(CrashJournal::close);
    }
}
