package com.wevion.credits.faults;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api;
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
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int CLIENTS = 8;
    private static final int EACH = 150;
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
            try (LocalService newer = LocalService.prepare(TestSettings.in(FOLDER.resolve("newer"), besides(older)));
                    LoadBalancer balancer = new LoadBalancer(older, newer);
                    Traffic traffic = new Traffic(older, balancer.url(), FOLDER.resolve("journals"), CLIENTS)) {
                Roll roll = new Roll(
                        balancer, traffic, log, Map.of(older, "V%03d".formatted(version.number()), newer, "new"));
                roll.step("only the older version, of commit " + version.commit(), () -> {}, older);
                roll.step("the new one has joined and migrated", newer::start, older, newer);
                roll.step("the older one has left", leaving(older, version), newer);
                roll.step("way back: the older one has joined", older::restartServer, older, newer);
                assertThat(Files.readString(FOLDER.resolve("older/server.log")))
                        .contains("newer than this server (V%03d), which it serves still".formatted(version.number()));
                roll.step("way back: the new one has left", newer::stopServer, older);
                int requests = traffic.endAndCompare();
                assertThat(verified(older)).isEqualTo("PASSED");
                log.printf(
                        "%d requests in the books as the clients were told, %d of them refused; asked again: %d without an answer,"
                                + " %d times 503; every check holds, the verifier has passed%n",
                        requests,
                        traffic.counts().refused.get(),
                        traffic.counts().lost.get(),
                        traffic.counts().unavailable.get());
            }
        }
    }

    /** Completions that reach a server before V052 while it stops are lost, as docs/upgrading.md says: it is killed. */
    private static Runnable leaving(LocalService older, OlderVersion version) {
        return version.number() < FIRST_THAT_STOPS_WELL ? older::killServer : older::stopServer;
    }

    private static Map<String, String> besides(LocalService older) {
        Map<String, String> settings = new HashMap<>(older.shared());
        settings.put("credits.simulated.engines", "false");
        return settings;
    }

    private static String verified(LocalService service) {
        Api admin = Api.superAdmin(service);
        String id = ok(admin.post("/ledger/verifications", Map.of())).text("verificationId");
        return await().atMost(PATIENCE)
                .until(
                        () -> ok(admin.get("/ledger/verifications/" + id)).text("status"),
                        status -> !status.equals("RUNNING"));
    }

    /** The steps, each under load. */
    private record Roll(LoadBalancer balancer, Traffic traffic, PrintWriter log, Map<LocalService, String> names) {
        /** Does something, and goes on until enough has been acknowledged with just these servers. */
        void step(String what, Runnable change, LocalService... serving) {
            long began = System.nanoTime();
            int ambiguous = traffic.counts().ambiguous();
            change.run();
            traffic.awaitFurther(CLIENTS); // what was on its way
            balancer.forget();
            traffic.awaitFurther(EACH);
            Map<String, Long> answers = balancer.passed().stream()
                    .collect(Collectors.groupingBy(passed -> names.get(passed.to()), Collectors.counting()));
            assertThat(answers.keySet())
                    .isEqualTo(Set.of(serving).stream().map(names::get).collect(Collectors.toSet()));
            log.printf(
                    "%s: %.1f s, %s acknowledged in all, requests since to %s, asked again %d%n",
                    what,
                    (System.nanoTime() - began) / 1e9,
                    traffic.counts().acknowledged,
                    answers,
                    traffic.counts().ambiguous() - ambiguous);
        }
    }
}
