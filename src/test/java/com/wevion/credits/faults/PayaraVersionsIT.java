package com.wevion.credits.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.wevion.credits.dev.DataFolder;
import com.wevion.credits.dev.LoadBalancer;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.Payara6;
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
 * The way from Payara 6 to Payara 7 and back, under load: both with the same WAR, on one database and one broker, beside each other for a
 * while. With {@code -Ppayara7}, which brings both servers. {@code target/payara6/roll.log} tells what happened.
 */
@WithServersOfItsOwn
@Tag("long")
class PayaraVersionsIT {
    private static final Path FOLDER = Path.of("target/payara6/run").toAbsolutePath();

    @Test
    void losesNothingAndFailsNobodyWhilePayara6And7RelieveEachOther() throws IOException {
        assumeThat(Payara6.isThere()).as("Payara 6, which -Ppayara7 brings").isTrue();
        DataFolder.delete(FOLDER);
        Map<String, String> settings = Map.of("credits.engines.delay.millis", "100");
        try (LocalService six = LocalService.prepareVersion(
                        Payara6.folder(), TestSettings.in(FOLDER.resolve("six"), settings));
                PrintWriter log = new PrintWriter(Files.newBufferedWriter(FOLDER.resolveSibling("roll.log")), true)) {
            six.start();
            try (LocalService seven =
                            LocalService.prepare(TestSettings.in(FOLDER.resolve("seven"), Roll.besides(six)));
                    LoadBalancer balancer = new LoadBalancer(six, seven);
                    Traffic traffic = new Traffic(six, balancer.url(), FOLDER.resolve("journals"), Roll.CLIENTS)) {
                Roll roll = new Roll(balancer, traffic, log, Map.of(six, "6", seven, "7"));
                roll.step("only Payara 6", () -> {}, six);
                roll.step("Payara 7 has joined", seven::start, six, seven);
                assertThat(Files.readString(FOLDER.resolve("six/server.log"))).contains("Payara Micro 6.");
                assertThat(Files.readString(FOLDER.resolve("seven/server.log"))).contains("Payara Micro 7.");
                roll.step("Payara 6 has left", six::stopServer, seven);
                roll.step("way back: Payara 6 has joined", six::restartServer, six, seven);
                roll.step("way back: Payara 7 has left", seven::stopServer, six);
                roll.end(six);
            }
        }
    }
}
