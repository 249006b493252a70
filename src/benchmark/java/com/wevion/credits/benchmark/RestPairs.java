package com.wevion.credits.benchmark;

import com.wevion.credits.benchmark.Results.Subject;
import com.wevion.credits.dev.Api;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Pairs of calls: a chat message admitted and completed ({@code chat}), against two calls to the same server, with a
 * token of the same kind and the same bodies, that do nothing ({@code empty}) or nothing but JSON ({@code json}).
 */
final class RestPairs implements Figure {
    static final String NAME = "rest";
    static final String CHAT = "chat";
    static final String EMPTY = "empty";
    static final int MAX_CALLERS = 64;
    /** As many as the service is asked for at a time, at most; their number does not matter to the floor. */
    static final List<Integer> TEAMS = List.of(1, 100);

    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final int WARM_UP_CALLERS = 64;

    private record Variant(String design, int wallets, Load.Work work) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void measure(Stage stage, Results results) throws Exception {
        Options options = stage.options();
        List<Variant> variants = variants(stage.service());
        for (Variant variant : variants) {
            Load.closed(WARM_UP_CALLERS, WARM_UP, variant.work());
        }
        for (int callers : options.callersUpTo(MAX_CALLERS)) {
            for (int round = 0; round < options.rounds(); round++) {
                for (Variant variant : variants) {
                    results.add(
                            new Subject(NAME, variant.design(), variant.wallets(), callers, 0),
                            Load.closed(callers, options.time(), variant.work()));
                }
            }
        }
    }

    private static List<Variant> variants(Service service) {
        List<Spender> spenders = new ArrayList<>();
        for (int i = 0; i < TEAMS.get(TEAMS.size() - 1); i++) {
            spenders.add(Spender.of(service.local()));
        }
        List<Variant> variants = new ArrayList<>();
        for (int teams : TEAMS) {
            variants.add(new Variant(
                    CHAT,
                    teams,
                    caller -> spenders.get(ThreadLocalRandom.current().nextInt(teams))
                            .chat()));
        }
        Map<String, String> floor = new LinkedHashMap<>();
        floor.put(EMPTY, "/empty");
        floor.put("json", "/json");
        floor.forEach((design, path) -> {
            HttpCaller caller = new HttpCaller(service.floor(), token(service));
            variants.add(new Variant(design, 0, number -> {
                caller.post(path, Spender.ADMISSION);
                caller.post(path, design.equals(EMPTY) ? Spender.COMPLETION : Spender.ADMISSION);
            }));
        });
        return variants;
    }

    private static String token(Service service) {
        return Api.person(service.local(), java.util.UUID.randomUUID()).token();
    }
}
