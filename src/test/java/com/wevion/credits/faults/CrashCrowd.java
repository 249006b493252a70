package com.wevion.credits.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Crowd;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.faults.CrashJournal.Accepted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** The clients of a service and their teams, with the journals that the books have to agree with. */
final class CrashCrowd implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(180);

    final CrashJournal.Counts counts = new CrashJournal.Counts();
    private final List<CrashJournal> journals;
    private final List<CrashClient> clients;
    private final List<TestTeam> teams;

    /** @param folder of the journals */
    CrashCrowd(LocalService service, Path folder, int size, long seed) {
        teams = List.of(
                TestTeam.withCredits(service, "1000000"),
                TestTeam.withCredits(service, "20000"),
                TestTeam.withCredits(service, "150"),
                TestTeam.paid(service));
        Api admin = Api.superAdmin(service);
        journals = IntStream.range(0, size)
                .mapToObj(client -> new CrashJournal(folder, client, counts))
                .toList();
        clients = IntStream.range(0, size)
                .mapToObj(client -> new CrashClient(teams, admin, journals.get(client), new Random(seed + client)))
                .toList();
    }

    /** Works until it is over, and then until every outcome is known. */
    void workUntil(BooleanSupplier over) throws InterruptedException {
        List<Crowd.Result<Integer>> ended = Crowd.of(clients.size(), client -> {
            clients.get(client).work(over);
            return client;
        });
        assertThat(ended).allSatisfy(result -> assertThat(result.thrown()).isNull());
    }

    /** Works while something happens, and then until every outcome is known. */
    void workDuring(Runnable event) throws InterruptedException, ExecutionException {
        CompletableFuture<Void> over = CompletableFuture.runAsync(event);
        workUntil(over::isDone);
        over.get();
    }

    /** Waits until so many further requests were acknowledged. */
    void awaitAcknowledged(int more) {
        int before = counts.acknowledged.get();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> counts.acknowledged.get() >= before + more);
    }

    /** The expected state of everything that was accepted; fails on answers that nothing excuses. */
    Map<String, Accepted> expected() {
        return CrashJournal.expected(journals);
    }

    /** The state of its teams in a database. */
    Map<String, Accepted> in(String databaseUrl) {
        return new CrashAudit(databaseUrl, teams).accepted();
    }

    /** Waits until the books agree with the journals, since the last jobs may still be on their way, and runs the checks. */
    int compareWith(String databaseUrl) {
        return new CrashAudit(databaseUrl, teams).agreeWith(expected());
    }

    @Override
    public void close() {
        journals.forEach(CrashJournal::close);
    }
}
