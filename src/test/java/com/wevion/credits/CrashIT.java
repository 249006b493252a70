package com.wevion.credits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
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
    private static final Path FOLDER = Path.of("target/crash");

    private final LocalService service;
    private final Random random = new Random(SEED);

    CrashIT(LocalService service) {
        this.service = service;
    }

    @Test
    void losesAndDoublesNothingWhateverIsKilled() throws Exception {
        try (CrashCrowd crowd = new CrashCrowd(service, FOLDER, CLIENTS, SEED);
                PrintWriter log = log()) {
            int number = 0;
            for (Fault fault : Fault.mixed(KILLS, random)) {
                log.printf("kill %d, %s: ", ++number, fault);
                suffer(fault, crowd, log);
                log.printf(
                        "; the books agree on %d requests, every check holds%n",
                        crowd.compareWith(service.databaseUrl()));
            }
            log.printf(
                    "seed %d, %d kills: %d acknowledged, %d refused; ambiguous: %d without an answer, %d times 503, %d times"
                            + " before the application was there; nothing missing, nothing double%n",
                    SEED,
                    number,
                    crowd.counts.acknowledged.get(),
                    crowd.counts.refused.get(),
                    crowd.counts.lost.get(),
                    crowd.counts.unavailable.get(),
                    crowd.counts.notOurs.get());
        }
    }

    private static PrintWriter log() throws IOException {
        Files.createDirectories(FOLDER);
        return new PrintWriter(Files.newBufferedWriter(FOLDER.resolve("crash.log")), true);
    }

    /** The load continues through the fault until some time after it, and ends when every outcome is known. */
    private void suffer(Fault fault, CrashCrowd crowd, PrintWriter log) throws Exception {
        CrashJournal.Counts counts = crowd.counts;
        int soon = SOONEST + random.nextInt(SPREAD);
        crowd.workDuring(() -> {
            crowd.awaitAcknowledged(soon);
            int ambiguous = counts.ambiguous();
            int foreign = counts.notOurs.get();
            fault.strike(service);
            int acknowledged = counts.acknowledged.get();
            long struck = System.nanoTime();
            await().atMost(CrashCrowd.PATIENCE)
                    .until(() -> fault == Fault.BROKER
                            ? counts.acknowledged.get() > acknowledged + CLIENTS
                            : counts.ambiguous() > ambiguous);
            fault.end(service);
            crowd.awaitAcknowledged(1);
            log.printf(
                    "after %d acknowledged; %d ambiguous; answers again after %.1f s",
                    acknowledged, counts.ambiguous() - ambiguous, (System.nanoTime() - struck) / 1e9);
            assertThat(fault.stopsTheServer() || counts.notOurs.get() == foreign)
                    .as("answers that are not the application's though the server was there")
                    .isTrue();
            crowd.awaitAcknowledged(AFTERWARDS);
        });
    }
}
