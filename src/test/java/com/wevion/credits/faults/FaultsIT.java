package com.wevion.credits.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.wevion.credits.dev.WithServersOfItsOwn;
import com.wevion.credits.faults.Trial.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each fault once, under load: the service recovers by itself, clients and books agree, and every check holds. {@code
 * target/faults/faults.md} says how long it took.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@WithServersOfItsOwn
@Tag("long")
class FaultsIT {
    private static final Path FOLDER = Path.of("target/faults");

    private final List<Recovery> recoveries = new ArrayList<>();
    private Scene scene;
    private CrashCrowd crowd;
    private Trial trial;

    @BeforeAll
    void start() {
        scene = new Scene(Path.of("target/it/faults"));
        crowd = new CrashCrowd(scene.service, FOLDER, Trial.CLIENTS, 1);
        trial = new Trial(scene, crowd, 1);
    }

    @AfterAll
    void stop() throws IOException {
        crowd.close();
        scene.close();
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve("faults.md"), table());
    }

    @ParameterizedTest
    @EnumSource
    void recoversByItself(Fault fault) throws Exception {
        assumeTrue(
                fault.isPossible(scene) || Boolean.getBoolean("credits.test.faults.required"),
                "A full disk needs root, who may mount one; a stepped clock a C compiler");

        Recovery after = trial.suffer(fault);

        recoveries.add(after);
        assertThat(after.doneSeconds()).isLessThanOrEqualTo(fault.recoverySeconds);
    }

    private String table() {
        String head = """
                | fault | answers that were ambiguous | answers again after, s | all done after, s | at most, s |
                |---|---|---|---|---|
                """;
        return recoveries.stream()
                .map(after -> "| %s | %d | %.1f | %.1f | %d |%n"
                        .formatted(
                                after.fault().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                after.ambiguous(),
                                after.answersSeconds(),
                                after.doneSeconds(),
                                after.fault().recoverySeconds))
                .collect(Collectors.joining("", head, ""));
    }
}
