package com.wevion.credits.dev;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** A client that listens to the balance of a team; many of them need no thread each. */
public final class EventStream implements AutoCloseable {
    /** An event, by its fields; comments are no events. */
    public record Event(Map<String, String> fields) {
        /** The text that came with it. */
        public String data() {
            return fields.get("data");
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<String> comments = new CopyOnWriteArrayList<>();
    private final StringBuilder body = new StringBuilder();
    private final CompletableFuture<ResponseInfo> head = new CompletableFuture<>();
    private final CompletableFuture<HttpResponse<Void>> whole;

    private EventStream(HttpRequest request) {
        whole = HTTP.sendAsync(request, info -> {
            head.complete(info);
            return BodySubscribers.fromLineSubscriber(new Lines());
        });
        whole.whenComplete((response, thrown) -> {
            if (thrown != null) {
                head.completeExceptionally(thrown);
            }
        });
    }

    /** Begins to listen; returns before anything is answered. */
    public static EventStream of(LocalService service, Api caller, TestTeam team) {
        return of(service, caller, team.path("/balance/stream"), "text/event-stream");
    }

    /** The same at any path. */
    public static EventStream of(LocalService service, Api caller, String path, String accept) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service.baseUrl() + "/api/v1" + path))
                .header("Accept", accept);
        if (caller.token() != null) {
            request.header("Authorization", "Bearer " + caller.token());
        }
        return new EventStream(request.build());
    }

    /** The same, and to be closed with these. */
    public EventStream keptIn(List<EventStream> others) {
        others.add(this);
        return this;
    }

    /** The balance of a team when asked for. */
    public static String asked(TestTeam team) {
        return ok(team.owner().get(team.path("/balance"))).body();
    }

    /** Status and headers; waits for them. */
    public ResponseInfo head() {
        return head.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** The answer instead of events, once it has ended. */
    public String body() {
        awaitEnd();
        return body.toString();
    }

    /** The events so far. */
    public List<Event> events() {
        return events;
    }

    /** The comments so far. */
    public List<String> comments() {
        return comments;
    }

    /** Waits until the last event has this data. */
    public void awaitData(String json) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> events.isEmpty()
                                ? null
                                : events.get(events.size() - 1).data(),
                        json::equals);
    }

    /** Waits until there are that many events. */
    public void awaitEvents(int count) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> events.size() >= count);
    }

    /** Waits until the server has ended it, in whatever way. */
    public void awaitEnd() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(whole::isDone);
    }

    /** True once the server has ended it, in whatever way. */
    public boolean hasEnded() {
        return whole.isDone();
    }

    /** True if it ended as an answer should, not by a broken connection. */
    public boolean endedCleanly() {
        return whole.isDone() && !whole.isCompletedExceptionally();
    }

    /** Goes away, as a browser does whose tab is closed. */
    @Override
    public void close() {
        whole.cancel(true);
    }

    private final class Lines implements Flow.Subscriber<String> {
        private Map<String, String> fields = new HashMap<>();

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (head.join().statusCode() != 200) {
                body.append(line);
            } else if (line.startsWith(":")) {
                comments.add(line);
            } else if (line.isEmpty()) {
                end();
            } else {
                String[] parts = line.split(": ?", 2);
                fields.merge(parts[0], parts[1], (one, other) -> one + "\n" + other);
            }
        }

        private void end() {
            if (!fields.isEmpty()) {
                events.add(new Event(Map.copyOf(fields)));
                fields = new HashMap<>();
            }
        }

        @Override
        public void onError(Throwable thrown) {
            // Told by the answer as a whole.
        }

        @Override
        public void onComplete() {
            // Told by the answer as a whole.
        }
    }
}
