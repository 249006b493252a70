package com.wevion.credits.benchmark;

import com.wevion.credits.dev.DataFolder;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestSettings;
import com.wevion.credits.identity.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A running service without simulated engines, and the floor beside it on the same server. */
final class Service implements AutoCloseable {
    private static final Path FOLDER = Path.of("target/benchmark");

    private final Path data;
    private final LocalService local;

    /** Starts it with new data. */
    Service() throws IOException {
        data = FOLDER.resolve("service-" + ProcessHandle.current().pid());
        Path floor = FOLDER.resolve("floor").toAbsolutePath();
        Map<String, String> settings = new HashMap<>(TestSettings.WITHOUT_LIMITS);
        settings.putAll(Map.of(
                "credits.data.dir",
                data.toString(),
                "credits.http.port",
                "0",
                "credits.broker.port",
                "0",
                "credits.stripe.simulator.port",
                "0",
                "credits.simulated.engines",
                "false"));
        local = LocalService.prepareWith(floor, settings);
        FloorArchive.writeInto(floor, Tokens.developmentKey(local));
        try {
            local.start();
        } catch (RuntimeException e) {
            local.close();
            throw e;
        }
    }

    LocalService local() {
        return local;
    }

    /** The service's own API. */
    String api() {
        return local.baseUrl() + "/api/v1";
    }

    /** The floor's. */
    String floor() {
        return local.baseUrl() + "/floor/api/v1";
    }

    @Override
    public void close() {
        local.close();
        DataFolder.delete(data);
    }
}
