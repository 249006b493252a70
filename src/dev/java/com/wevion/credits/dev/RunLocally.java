package com.wevion.credits.dev;

import com.wevion.credits.dev.costs.SimulatedCosts;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** {@code mvn -Prun}: the whole service until Ctrl-C. */
public final class RunLocally {
    private RunLocally() {}

    /** Starts, prints how to use it, and waits. Settings come from the environment and system properties. */
    public static void main(String[] arguments) {
        // As the server's log, for what the broker has to say
        System.setProperty(
                "java.util.logging.SimpleFormatter.format", "[%1$tFT%1$tT.%1$tL%1$tz] [] [%4$s] [] [%3$s] %5$s%6$s%n");
        StartProgress.to(System.out);
        long began = System.nanoTime();
        CompletableFuture<Void> stopping = new CompletableFuture<>();
        try {
            LocalService service = LocalService.prepare(simulatedCosts());
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> {
                                stopping.complete(null);
                                service.close();
                            },
                            "stop"));
            service.start();
            followClock(service);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            System.out.printf(
                    "%nAI Credits is ready at %s after %.1f s%n", service.baseUrl(), took.toMillis() / 1000.0);
            if (service.simulatesStripe()) {
                System.out.println("Stripe is simulated at " + service.stripe().baseUrl());
            }
            System.out.println(
                    new DemoTeam(service.baseUrl(), service.settings().text("credits.dev.people")).howToTry());
            System.out.println("Ctrl-C stops it.");
            CompletableFuture.anyOf(stopping, service.serverEnded(), service.postgresEnded())
                    .join();
            if (!stopping.isDone()) {
                String ended = service.serverEnded().isDone() ? "Payara Micro" : "PostgreSQL";
                throw new StartFailure(ended + " has ended, see its log in "
                        + service.settings().dataFolder());
            }
        } catch (StartFailure | UncheckedIOException e) {
            if (!stopping.isDone()) {
                System.err.println(e.getMessage());
                System.exit(1);
            }
        }
    }

    /** The costs of the providers that have no key here; they end with this process. */
    private static Map<String, String> simulatedCosts() {
        Map<String, String> simulated = new HashMap<>();
        Settings given = Settings.load(Map.of());
        for (String provider : List.of("openai", "anthropic")) {
            String api = "credits.reconciliation." + provider + ".api.";
            if (!given.has(api + "key")) {
                simulated.put(api + "base", SimulatedCosts.daily().start());
                simulated.put(api + "key", SimulatedCosts.KEY);
            }
        }
        return simulated;
    }

    /** Whoever sets the service's clock need not think of what is simulated here. */
    private static void followClock(LocalService service) {
        if (!service.settings().has("credits.dev.issuer.key.file")) {
            return;
        }
        Executors.newSingleThreadScheduledExecutor(task -> {
                    Thread follower = new Thread(task, "clock");
                    follower.setDaemon(true);
                    return follower;
                })
                .scheduleWithFixedDelay(
                        () -> {
                            try {
                                service.followClock();
                            } catch (UncheckedIOException | AssertionError e) {
                                // The server is busy or away: the next look tells.
                            }
                        },
                        0,
                        1,
                        TimeUnit.SECONDS);
    }
}
