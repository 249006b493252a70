package com.wevion.credits.event.webhook;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import com.wevion.credits.platform.OneLine;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.platform.time.RealTime;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sends events to webhooks, each in a thread of its own; redirects are not followed, and of an answer only the status counts. */
@ApplicationScoped
class WebhookSender {
    private static final int SUCCESSES = 200;
    private static final int REDIRECTS = 300;
    private static final long THREAD_SECONDS = 30;
    private static final int LONGEST_ERROR = 300;

    /** The body of a delivery. */
    private record Body(
            String type,
            Instant timestamp,
            UUID teamId,
            @JsonRawValue String data) {}

    private record InProgress(HttpPost request, long endNanos) {}

    @Inject
    Destinations destinations;

    @Inject
    WebhookSecrets secrets;

    @Inject
    @RealTime
    Clock clock;

    @Resource
    ManagedThreadFactory threadFactory;

    @Inject
    @ConfigProperty(name = "credits.webhooks.sending")
    int most;

    @Inject
    @ConfigProperty(name = "credits.webhooks.connect.millis")
    long connectMillis;

    @Inject
    @ConfigProperty(name = "credits.webhooks.timeout.millis")
    long timeoutMillis;

    private final Map<Attempt, InProgress> inProgress = new ConcurrentHashMap<>();
    private final Queue<AttemptResult> results = new ConcurrentLinkedQueue<>();
    private ThreadPoolExecutor threads;
    private CloseableHttpClient https;
    private CloseableHttpClient http;

    @PostConstruct
    void open() {
        threads = new ThreadPoolExecutor(
                0, most, THREAD_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), threadFactory);
        https = client(destinations.forHttps());
        http = client(destinations.forHttp());
    }

    private CloseableHttpClient client(DnsResolver resolver) {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(resolver)
                        .setMaxConnTotal(most)
                        .setMaxConnPerRoute(most)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.ofMilliseconds(connectMillis))
                                .setSocketTimeout(Timeout.ofMilliseconds(timeoutMillis))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.ofMilliseconds(connectMillis))
                        .setResponseTimeout(Timeout.ofMilliseconds(timeoutMillis))
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("AI-Credits")
                .build();
    }

    /** The number of attempts in progress, by webhook. */
    Map<UUID, Integer> busy() {
        Map<UUID, Integer> busy = new HashMap<>();
        inProgress.keySet().forEach(attempt -> busy.merge(attempt.webhook().id(), 1, Integer::sum));
        return busy;
    }

    /** The number of attempts for which there is a thread. */
    int free() {
        return most - inProgress.size();
    }

    /** Sends it. */
    void send(Attempt attempt) {
        HttpPost request = new HttpPost(attempt.webhook().url());
        inProgress.put(
                attempt, new InProgress(request, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis)));
        try {
            threads.execute(() -> results.add(sent(attempt, request)));
        } catch (RuntimeException e) { // rejected, as a thread has not ended yet
            results.add(new AttemptResult(attempt, null, "This server had no thread for it.", 0));
        }
    }

    private AttemptResult sent(Attempt attempt, HttpPost request) {
        try {
            String body = Json.write(new Body(attempt.type(), attempt.at(), attempt.teamId(), attempt.data()));
            sign(request, attempt, body);
            request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
            CloseableHttpClient client = request.getScheme().equals("https") ? https : http;
            return client.execute(request, response -> {
                AttemptResult result = result(attempt, response);
                response.close(); // whatever else it would say
                return result;
            });
        } catch (IOException | RuntimeException | WebhookSigningException | EmptyWebhookSecretException e) {
            String error = request.isCancelled()
                    ? "There was no whole answer within " + timeoutMillis + " ms."
                    : OneLine.of(e.getClass().getSimpleName() + ": " + e.getMessage());
            return new AttemptResult(attempt, null, error.substring(0, Math.min(error.length(), LONGEST_ERROR)), 0);
        }
    }

    private void sign(HttpPost request, Attempt attempt, String body)
            throws WebhookSigningException, EmptyWebhookSecretException {
        Webhook webhook = attempt.webhook();
        Instant now = clock.instant();
        String id = "evt_" + attempt.eventId();
        List<String> signatures = new ArrayList<>();
        signatures.add(signature(secrets.of(webhook, webhook.generation()), id, now, body));
        if (webhook.formerUntil().isAfter(now)) {
            signatures.add(signature(secrets.of(webhook, webhook.generation() - 1), id, now, body));
        }
        request.setHeader("webhook-id", id);
        request.setHeader("webhook-timestamp", now.getEpochSecond());
        request.setHeader("webhook-signature", String.join(" ", signatures));
    }

    private static String signature(String secret, String id, Instant at, String body)
            throws WebhookSigningException, EmptyWebhookSecretException {
        return new com.standardwebhooks.Webhook(secret).sign(id, at.getEpochSecond(), body);
    }

    private static AttemptResult result(Attempt attempt, ClassicHttpResponse response) {
        int status = response.getCode();
        boolean isDelivered = status >= SUCCESSES && status < REDIRECTS;
        Header pause = response.getFirstHeader("Retry-After");
        long seconds = pause != null && pause.getValue().matches("[0-9]{1,6}") ? Long.parseLong(pause.getValue()) : 0;
        return new AttemptResult(attempt, status, isDelivered ? null : "It answered " + status + ".", seconds);
    }

    /** The attempts that have ended since this was asked; those that take too long are ended. */
    List<AttemptResult> ended() {
        long now = System.nanoTime();
        inProgress.values().stream().filter(one -> one.endNanos - now < 0).forEach(one -> one.request.cancel());
        List<AttemptResult> ended = new ArrayList<>();
        for (AttemptResult next = results.poll(); next != null; next = results.poll()) {
            ended.add(next);
            inProgress.remove(next.attempt());
        }
        return ended;
    }

    /** The time within which every attempt has ended. */
    Duration longest() {
        return Duration.ofMillis(connectMillis + timeoutMillis);
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
        https.close(CloseMode.IMMEDIATE);
        http.close(CloseMode.IMMEDIATE);
    }
}
