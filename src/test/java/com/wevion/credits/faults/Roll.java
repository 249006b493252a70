package com.wevion.credits.faults;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LoadBalancer;
import com.wevion.credits.dev.LocalService;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Servers that relieve each other step by step, each step under load.
 *
 * @param names of the servers, for the log
 */
record Roll(LoadBalancer balancer, Traffic traffic, PrintWriter log, Map<LocalService, String> names) {
    static final int CLIENTS = 8;
    private static final int EACH = 150;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** The settings of a server beside another one, on its database and broker. */
    static Map<String, String> besides(LocalService other) {
        Map<String, String> settings = new HashMap<>(other.shared());
        settings.put("credits.simulated.engines", "false");
        return settings;
    }

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

    /** Ends the load, and holds the books against what the clients were told. */
    void end(LocalService serving) {
        int requests = traffic.endAndCompare();
        assertThat(verified(serving)).isEqualTo("PASSED");
        log.printf(
                "%d requests in the books as the clients were told, %d of them refused; asked again: %d without an answer,"
                        + " %d times 503; every check holds, the verifier has passed%n",
                requests,
                traffic.counts().refused.get(),
                traffic.counts().lost.get(),
                traffic.counts().unavailable.get());
    }

    private static String verified(LocalService service) {
        Api admin = Api.superAdmin(service);
        String id = ok(admin.post("/ledger/verifications", Map.of())).text("verificationId");
        return await().atMost(PATIENCE)
                .until(
                        () -> ok(admin.get("/ledger/verifications/" + id)).text("status"),
                        status -> !status.equals("RUNNING"));
    }
}
