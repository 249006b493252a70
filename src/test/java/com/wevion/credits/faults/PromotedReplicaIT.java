package com.wevion.credits.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.DataFolder;
import com.wevion.credits.dev.InstalledPostgres;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestSettings;
import com.wevion.credits.dev.WithServersOfItsOwn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A primary with a synchronous replica is killed under load, and the replica promoted; the URL of the servers names both. */
@WithServersOfItsOwn
@Tag("long")
@EnabledIf(
        value = "com.wevion.credits.dev.InstalledPostgres#isInstalledOrRequired",
        disabledReason = "There is no PostgreSQL: install Debian's package postgresql")
class PromotedReplicaIT {
    private static final Path FOLDER = Path.of("target/it/promoted").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CLIENTS = 12;
    private static final int SOME = 200;

    @Test
    void losesNothingThatWasAcknowledgedAndGoesOnByItself() throws Exception {
        DataFolder.delete(FOLDER);
        try (InstalledPostgres primary = InstalledPostgres.create(FOLDER.resolve("primary"));
                InstalledPostgres replica = primary.replica(FOLDER.resolve("replica"), "replica");
                LocalService service = service(primary, replica)) {
            primary.execute("ALTER SYSTEM SET synchronous_standby_names = 'replica'");
            primary.execute("SELECT pg_reload_conf()");
            await().atMost(PATIENCE)
                    .until(() -> "sync"
                            .equals(primary.ask("SELECT coalesce(max(sync_state), '-') FROM pg_stat_replication")));
            service.start();
            try (CrashCrowd crowd = new CrashCrowd(service, FOLDER.resolve("journals"), CLIENTS, 1)) {
                crowd.workDuring(() -> {
                    crowd.awaitAcknowledged(SOME);
                    int ambiguous = crowd.counts.ambiguous();
                    primary.kill();
                    await().atMost(PATIENCE).until(() -> crowd.counts.ambiguous() > ambiguous);
                    await().atMost(PATIENCE).until(() -> !service.ready());
                    replica.promote();
                    long promoted = System.nanoTime();
                    crowd.awaitAcknowledged(1);
                    System.out.printf(
                            "The first acknowledgement came %.1f s after the promotion; %d requests had no or no final answer%n",
                            (System.nanoTime() - promoted) / 1e9, crowd.counts.ambiguous() - ambiguous);
                    await().atMost(PATIENCE).until(service::ready);
                    crowd.awaitAcknowledged(SOME);
                });
                assertThat(crowd.compareWith(replica.adminUrl())).isPositive();
                assertThat(crowd.counts.notOurs.get()).isZero();
            }
        }
    }

    private static LocalService service(InstalledPostgres primary, InstalledPostgres replica) {
        String both = "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/credits?targetServerType=primary"
                .formatted(primary.port(), replica.port());
        return LocalService.prepare(TestSettings.in(
                FOLDER.resolve("service"),
                Map.of("credits.db.url", both, "credits.db.user", "credits", "credits.db.password", "-")));
    }
}
