package com.wevion.credits.identity;

import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Calls to identity providers. The timeout covers a call as a whole, even if the provider sends a byte now and then;
 * no call follows a redirect or reads more than the limit. Thread-safe.
 */
@ApplicationScoped
public class ProviderCalls implements HTTPRequestSender {
    private static final int OK = 200;

    @Inject
    @ConfigProperty(name = "credits.identity.connect.timeout.millis")
    long connectMillis;

    @Inject
    @ConfigProperty(name = "credits.identity.call.timeout.millis")
    long callMillis;

    @Inject
    @ConfigProperty(name = "credits.identity.answer.max.bytes")
    int maxBytes;

    private HttpClient http;

    @PostConstruct
    void start() {
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofMillis(connectMillis))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * The content of an address.
     *
     * @throws IOException if the provider is away, or answers with anything but 200
     */
    public String get(URI address) throws IOException {
        HTTPResponse answer = call(HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .build());
        if (answer.getStatusCode() != OK) {
            throw new IOException(address + " answers " + answer.getStatusCode());
        }
        return answer.getBody();
    }

    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest asked) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(asked.getURI())
                .method(
                        asked.getMethod().name(),
                        asked.getBody() == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(asked.getBody()));
        asked.getHeaderMap().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        return call(request.build());
    }

    private HTTPResponse call(HttpRequest request) throws IOException {
        Collected body = new Collected();
        CompletableFuture<HttpResponse<Void>> answer =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArrayConsumer(body));
        try {
            return response(answer.get(callMillis, TimeUnit.MILLISECONDS), body);
        } catch (TimeoutException e) {
            throw new IOException(request.uri() + " has not answered in full within " + callMillis + " ms", e);
        } catch (ExecutionException e) {
            throw new IOException(request.uri() + " cannot be asked: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The server stops");
        } finally {
            answer.cancel(true);
        }
    }

    private static HTTPResponse response(HttpResponse<Void> answer, Collected body) throws IOException {
        HTTPResponse response = new HTTPResponse(answer.statusCode());
        try {
            response.setContentType(answer.headers().firstValue("Content-Type").orElse("application/octet-stream"));
        } catch (com.nimbusds.oauth2.sdk.ParseException e) {
            throw new IOException(answer.uri() + " answers with no usable Content-Type", e);
        }
        response.setBody(body.text());
        return response;
    }

    private final class Collected implements Consumer<Optional<byte[]>> {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void accept(Optional<byte[]> piece) {
            piece.ifPresent(more -> {
                if (bytes.size() + more.length > maxBytes) {
                    throw new UncheckedIOException(new IOException("More than " + maxBytes + " bytes"));
                }
                bytes.writeBytes(more);
            });
        }

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
