package com.wevion.credits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.CrashJournal.Accepted;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Crowd;
import com.wevion.credits.dev.LedgerChecks;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Kills parts of the running service under load, again and again; after each time the clients' journals must agree with the
 * books and every check must hold. {@code -Dcrash.kills} says how often, {@code -Dcrash.seed} fixes what and when;
 * {@code target/crash/crash.log} tells what happened.
 */
@WithService
@Tag("long")
class CrashIT {
    private static final int KILLS = Integer.getInteger("crash.kills", 5);
    private static final long SEED = Long.getLong("crash.seed", 1);
    private static final int CLIENTS = 16;
    private static final int SOONEST = 20;
    private static final int SPREAD = 200;
    private static final int AFTERWARDS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final Path FOLDER = Path.of("target/crash");

    private final LocalService service;
    private final Random random = new Random(SEED);
    private final CrashJournal.Counts counts = new CrashJournal.Counts();

    CrashIT(LocalService service) {
        this.service = service;
    }

    @Test
    void losesAndDoublesNothingWhateverIsKilled() throws Exception {
        List<TestTeam> teams = List.of(
                TestTeam.withCredits(service, "1000000"),
                TestTeam.withCredits(service, "20000"),
                TestTeam.withCredits(service, "150"),
                TestTeam.paid(service));
        CrashAudit audit = new CrashAudit(service.databaseUrl(), teams);
        Api admin = Api.superAdmin(service);
        List<CrashJournal> journals = IntStream.range(0, CLIENTS)
                .mapToObj(client -> new CrashJournal(FOLDER, client, counts))
                .toList();
        List<CrashClient> clients = IntStream.range(0, CLIENTS)
                .mapToObj(client -> new CrashClient(teams, admin, journals.get(client), new Random(SEED + client)))
                .toList();
        try (PrintWriter log = log()) {
            int number = 0;
            for (Fault fault : Fault.mixed(KILLS, random)) {
                log.printf("kill %d, %s: ", ++number, fault);
                suffer(fault, clients, log);
                compare(audit, journals);
                log.printf(
                        "; the books agree on %d requests, every check holds%n",
                        audit.accepted().size());
            }
            log.printf(
                    "seed %d, %d kills: %d acknowledged, %d refused; ambiguous: %d without an answer, %d times 503, %d times"
                            + " before the application was there; nothing missing, nothing double%n",
                    SEED,
                    number,
                    counts.acknowledged.get(),
                    counts.refused.get(),
                    counts.lost.get(),
                    counts.unavailable.get(),
                    counts.notOurs.get());
        } finally {
            journals.forEach(CrashJournal::close);
        }
    }

    private static PrintWriter log() throws IOException {
        Files.createDirectories(FOLDER);
        return new PrintWriter(Files.newBufferedWriter(FOLDER.resolve("crash.log")), true);
    }

    /** The load continues through the fault until some time after it, and ends when every outcome is known. */
    private void suffer(Fault fault, List<CrashClient> clients, PrintWriter log) throws Exception {
        int strikeAt = counts.acknowledged.get() + SOONEST + random.nextInt(SPREAD);
        CompletableFuture<Void> over = CompletableFuture.runAsync(() -> {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> counts.acknowledged.get() >= strikeAt);
            int ambiguous = counts.ambiguous();
            int foreign = counts.notOurs.get();
            fault.strike(service);
            int acknowledged = counts.acknowledged.get();
            long struck = System.nanoTime();
            await().atMost(PATIENCE)
                    .until(() -> fault == Fault.BROKER
                            ? counts.acknowledged.get() > acknowledged + CLIENTS
                            : counts.ambiguous() > ambiguous);
            fault.end(service);
            int back = counts.acknowledged.get();
            await().atMost(PATIENCE).until(() -> counts.acknowledged.get() > back);
            log.printf(
                    "after %d acknowledged; %d ambiguous; answers again after %.1f s",
                    acknowledged, counts.ambiguous() - ambiguous, (System.nanoTime() - struck) / 1e9);
            assertThat(fault.stopsTheServer() || counts.notOurs.get() == foreign)
                    .as("answers that are not the application's though the server was there")
                    .isTrue();
            await().atMost(PATIENCE).until(() -> counts.acknowledged.get() > back + AFTERWARDS);
        });
        List<Crowd.Result<Integer>> ended = Crowd.of(clients.size(), client -> {
            clients.get(client).work(over::isDone);
            return client;
        });
        over.get();
        assertThat(ended).allSatisfy(result -> assertThat(result.thrown()).isNull());
    }

    private void compare(CrashAudit audit, List<CrashJournal> journals) {
        List<String> wrong = new ArrayList<>();
        Map<String, Accepted> expected = new TreeMap<>();
        journals.forEach(journal -> {
            wrong.addAll(journal.wrong());
            expected.putAll(journal.accepted());
        });
        assertThat(wrong).isEmpty();
        // The last jobs may still be on their way.
        await().atMost(RECOVERY)
                .untilAsserted(() -> assertThat(audit.accepted()).isEqualTo(expected));
        assertThat(LedgerChecks.violations(service.databaseUrl())).isEmpty();
    }
}
