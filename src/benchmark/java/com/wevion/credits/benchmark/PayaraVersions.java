package com.wevion.credits.benchmark;

import com.wevion.credits.benchmark.Results.Subject;
import com.wevion.credits.dev.DataFolder;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.Payara6;
import com.wevion.credits.dev.TestSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.HdrHistogram.Histogram;

/**
 * The same service on Payara 6 and 7: a start with a new database, one after the other ({@code start}), then chat messages admitted and
 * completed, of one team and of many, in turns. It needs {@code -Ppayara7}, which brings both.
 */
final class PayaraVersions implements Figure {
    static final String NAME = "payara-versions";
    private static final Path FOLDER = Path.of("target/benchmark/versions").toAbsolutePath();
    /** Java's compilers as in production, not as in tests. */
    static final Map<String, String> SETTINGS = Map.of(
            "credits.server.java.options", "-Xmx1g -XX:+UseG1GC",
            "credits.simulated.engines", "false");

    private static final int CALLERS = 64;
    private static final int STARTS = 3;
    private static final int DIGITS = 3;
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    private record Version(String name, LocalService service, List<Spender> spenders) {
        Load.Work chat(int teams) {
            return caller ->
                    spenders.get(ThreadLocalRandom.current().nextInt(teams)).chat();
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void measure(Stage stage, Results results) throws Exception {
        if (!Payara6.isThere()) {
            System.out.println("  not measured: needs -Ppayara7");
            return;
        }
        for (int round = 1; round < STARTS; round++) {
            started("6", results).service().close();
            started("7", results).service().close();
        }
        Version six = started("6", results);
        Version seven = started("7", results);
        try {
            measure(List.of(six, seven), stage.options(), results);
        } finally {
            seven.service().close();
            six.service().close();
            DataFolder.delete(FOLDER);
        }
    }

    private static Version started(String name, Results results) {
        Path data = FOLDER.resolve(name);
        DataFolder.delete(data);
        Map<String, String> inFolder = TestSettings.in(data, SETTINGS);
        LocalService service = name.equals("6")
                ? LocalService.prepareVersion(Payara6.folder(), inFolder)
                : LocalService.prepare(inFolder);
        long began = System.nanoTime();
        service.start();
        Histogram took = new Histogram(DIGITS);
        took.recordValue(System.nanoTime() - began);
        results.add(new Subject(NAME, name + " start", 0, 1, 0), Tally.of(took, System.nanoTime() - began));
        return new Version(name, service, new ArrayList<>());
    }

    private static void measure(List<Version> versions, Options options, Results results) throws Exception {
        int many = RestPairs.TEAMS.get(RestPairs.TEAMS.size() - 1);
        for (Version version : versions) {
            for (int i = 0; i < many; i++) {
                version.spenders().add(Spender.of(version.service()));
            }
            Load.closed(CALLERS, WARM_UP, version.chat(many));
        }
        for (int teams : RestPairs.TEAMS) {
            for (int round = 0; round < options.rounds(); round++) {
                for (Version version : versions) {
                    results.add(
                            new Subject(NAME, version.name() + " chat", teams, CALLERS, 0),
                            Load.closed(CALLERS, options.time(), version.chat(teams)));
                }
            }
        }
    }
}
