package com.wevion.credits.dev;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The common settings of the services of the tests: data in a folder of their own, free ports, and servers that start quickly. */
public final class TestSettings {
    /** Most servers of the tests end before what the second compiler makes of their code has paid off; it doubles their start. */
    static final String JAVA_OPTIONS = "-Xmx1g -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

    /** The tests ask faster than people do; those of the limits set them. */
    public static final Map<String, String> WITHOUT_LIMITS = Map.of(
            "credits.limit.person.requests", "0",
            "credits.limit.team.requests", "0",
            "credits.limit.checkouts.minute", "0",
            "credits.limit.imports.minute", "0",
            "credits.limit.whatifs.minute", "0");

    private TestSettings() {}

    /** Settings for {@link LocalService#prepare}, with further ones. */
    public static Map<String, String> in(Path folder, Map<String, String> further) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "credits.data.dir", folder.toString(),
                "credits.http.port", "0",
                "credits.management.port", "0",
                "credits.stop.notice.millis", "0",
                "credits.watch.seconds", "1",
                // The night's run would be in the way of a run that a test starts.
                "credits.reconciliation.poll.seconds", "86400",
                "credits.broker.port", "0",
                "credits.keys.used.seconds", "1",
                "credits.stripe.simulator.port", "0",
                "credits.server.java.options", JAVA_OPTIONS));
        settings.putAll(WITHOUT_LIMITS);
        settings.putAll(further);
        return settings;
    }
}
