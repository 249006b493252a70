package com.wevion.credits.benchmark;

import com.wevion.credits.benchmark.Results.Subject;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.DataFolder;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestSettings;
import com.wevion.credits.dev.TestTeam;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Somebody who reads a balance at leisure, alone and beside a person who asks ten times as often as the limit allows.
 */
final class Storm implements Figure {
    static final String NAME = "storm";
    static final String ALONE = "alone";
    static final String BESIDE = "beside";
    static final int CALLERS = 16;

    private static final Path FOLDER = Path.of("target/benchmark/storm").toAbsolutePath();
    private static final int LIMIT = 100;
    private static final int STORMING = 32;
    private static final double LEISURELY = 40;
    private static final int TOO_MANY = 429;
    private static final Duration TIME = Duration.ofSeconds(15);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void measure(Stage stage, Results results) throws Exception {
        DataFolder.delete(FOLDER);
        Map<String, String> settings = new HashMap<>(PayaraVersions.SETTINGS);
        settings.put("credits.limit.person.requests", Integer.toString(LIMIT));
        try (LocalService service = LocalService.prepare(TestSettings.in(FOLDER, settings))) {
            service.start();
            TestTeam team = TestTeam.paid(service);
            String api = service.baseUrl() + "/api/v1";
            HttpCaller quiet = new HttpCaller(api, team.owner().token());
            Load.Work leisure = caller -> quiet.get(team.path("/balance"));
            HttpCaller other =
                    new HttpCaller(api, Api.person(service, UUID.randomUUID()).token());
            AtomicLong refused = new AtomicLong();
            Load.Work storm = caller -> {
                if (other.status("/retention") == TOO_MANY) {
                    refused.incrementAndGet();
                }
            };
            Load.open(CALLERS, LEISURELY, TIME, leisure);
            Load.open(STORMING, 10.0 * LIMIT, TIME, storm);
            for (int round = 0; round < stage.options().rounds(); round++) {
                results.add(new Subject(NAME, ALONE, 1, CALLERS, 0), Load.open(CALLERS, LEISURELY, TIME, leisure));
                CompletableFuture<Tally> stormed = Load.beside(() -> Load.open(STORMING, 10.0 * LIMIT, TIME, storm));
                results.add(new Subject(NAME, BESIDE, 1, CALLERS, 0), Load.open(CALLERS, LEISURELY, TIME, leisure));
                results.add(new Subject(NAME, "storm", 0, STORMING, 0), stormed.get());
            }
            System.out.printf("  %,d requests of the storm were refused%n", refused.get());
        } finally {
            DataFolder.delete(FOLDER);
        }
    }
}
