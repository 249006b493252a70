package com.wevion.credits.operations;

import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.LocalService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Callers that ask the same all the time, and every answer they get, counted by what it is. */
final class Callers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CALLERS = 4;
    private static final long PAUSE_MILLIS = 5;

    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(CALLERS);
    private final HttpRequest request;

    /** @param request is sent again and again */
    Callers(HttpRequest request) {
        this.request = request;
        for (int caller = 0; caller < CALLERS; caller++) {
            HttpClient http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
            threads.scheduleWithFixedDelay(() -> call(http), 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** For requests to the API, by whom the token is. */
    static HttpRequest.Builder request(LocalService service, String token, String path) {
        return HttpRequest.newBuilder(URI.create(service.baseUrl() + "/api/v1" + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private void call(HttpClient http) {
        String answer = ask(http);
        if (!threads.isShutdown()) {
            answers.computeIfAbsent(answer, kind -> new LongAdder()).increment();
        }
    }

    private String ask(HttpClient http) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            String type = answer.headers().firstValue("Content-Type").orElse("no type");
            String again = answer.headers().firstValue("Retry-After").isPresent() ? ", Retry-After" : "";
            return answer.statusCode() + " " + type + (answer.body().isEmpty() ? ", empty" : "") + again;
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    /** The number of answers of a kind until now. */
    long count(String kind) {
        LongAdder found = answers.get(kind);
        return found == null ? 0 : found.sum();
    }

    /** All of them. */
    Map<String, Long> answers() {
        Map<String, Long> counted = new TreeMap<>();
        answers.forEach((kind, number) -> counted.put(kind, number.sum()));
        return counted;
    }

    /** Asks no more; returns once the last answer has come. */
    @Override
    public void close() {
        threads.shutdown();
        await().atMost(PATIENCE.multipliedBy(2)).until(threads::isTerminated);
    }
}
