package com.wevion.credits.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.DataFolder;
import com.wevion.credits.dev.LoadBalancer;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.OlderVersion;
import com.wevion.credits.dev.TestSettings;
import com.wevion.credits.dev.WithServersOfItsOwn;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The way to a new version and back, under load: the newest older version that the schema serves and today's, on one database and one
 * broker. {@code target/upgrade/upgrade.log} tells what happened.
 */
@WithServersOfItsOwn
@Tag("long")
class UpgradeIT {
    private static final Path FOLDER = Path.of("target/upgrade/run").toAbsolutePath();
    private static final int FIRST_THAT_STOPS_WELL = 52;

    @Test
    void losesNothingAndFailsNobodyWhileServersOfTwoVersionsRelieveEachOther() throws IOException {
        OlderVersion version = OlderVersion.newestServed();
        Path built = version.built();
        DataFolder.delete(FOLDER);
        Map<String, String> settings = Map.of("credits.engines.delay.millis", "100");
        try (LocalService older =
                        LocalService.prepareVersion(built, TestSettings.in(FOLDER.resolve("older"), settings));
                PrintWriter log =
                        new PrintWriter(Files.newBufferedWriter(FOLDER.resolveSibling("upgrade.log")), true)) {
            older.start();
            try (LocalService newer =
                            LocalService.prepare(TestSettings.in(FOLDER.resolve("newer"), Roll.besides(older)));
                    LoadBalancer balancer = new LoadBalancer(older, newer);
                    Traffic traffic = new Traffic(older, balancer.url(), FOLDER.resolve("journals"), Roll.CLIENTS)) {
                Roll roll = new Roll(
                        balancer, traffic, log, Map.of(older, "V%03d".formatted(version.number()), newer, "new"));
                roll.step("only the older version, of commit " + version.commit(), () -> {}, older);
                roll.step("the new one has joined and migrated", newer::start, older, newer);
                roll.step("the older one has left", leaving(older, version), newer);
                roll.step("way back: the older one has joined", older::restartServer, older, newer);
                assertThat(Files.readString(FOLDER.resolve("older/server.log")))
                        .contains("newer than this server (V%03d), which it serves still".formatted(version.number()));
                roll.step("way back: the new one has left", newer::stopServer, older);
                roll.end(older);
            }
        }
    }

    /** Completions that reach a server before V052 while it stops are lost, as docs/upgrading.md says: it is killed. */
    private static Runnable leaving(LocalService older, OlderVersion version) {
        return version.number() < FIRST_THAT_STOPS_WELL ? older::killServer : older::stopServer;
    }
}
