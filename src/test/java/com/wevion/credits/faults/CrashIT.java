package com.wevion.credits.faults;

import com.wevion.credits.dev.WithServersOfItsOwn;
import com.wevion.credits.faults.Trial.Recovery;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Kills parts of the service under load, again and again; after each time the clients' journals must agree with the books and every
 * check must hold. {@code -Dcrash.kills} says how often, {@code -Dcrash.seed} fixes what and when; {@code target/crash/crash.log}
 * tells what happened.
 */
@WithServersOfItsOwn
@Tag("long")
class CrashIT {
    private static final int KILLS = Integer.getInteger("crash.kills", 5);
    private static final long SEED = Long.getLong("crash.seed", 1);
    private static final Path FOLDER = Path.of("target/crash");

    @Test
    void losesAndDoublesNothingWhateverIsKilled() throws Exception {
        try (Scene scene = new Scene(Path.of("target/it/crash"));
                CrashCrowd crowd = new CrashCrowd(scene.service, FOLDER, Trial.CLIENTS, SEED);
                PrintWriter log = log()) {
            Trial trial = new Trial(scene, crowd, SEED);
            for (Fault fault : Fault.kills(KILLS, new Random(SEED))) {
                Recovery after = trial.suffer(fault);
                log.printf(
                        "%s: %d ambiguous; answers again after %.1f s; the books agree on %d requests, every check holds%n",
                        fault, after.ambiguous(), after.answersSeconds(), after.requests());
            }
            CrashJournal.Counts counts = crowd.counts;
            log.printf(
                    "seed %d, %d kills: %d acknowledged, %d refused; ambiguous: %d without an answer, %d times 503, %d times"
                            + " before the application was there; nothing missing, nothing double%n",
                    SEED,
                    KILLS,
                    counts.acknowledged.get(),
                    counts.refused.get(),
                    counts.lost.get(),
                    counts.unavailable.get(),
                    counts.notOurs.get());
        }
    }

    private static PrintWriter log() throws IOException {
        Files.createDirectories(FOLDER);
        return new PrintWriter(Files.newBufferedWriter(FOLDER.resolve("crash.log")), true);
    }
}
