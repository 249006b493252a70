package com.wevion.credits.platform.call;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Calls to other systems. The time-out covers a call as a whole, even if the other side sends a byte now and then; no call follows a
 * redirect or reads more than the limit. Thread-safe.
 */
public final class BoundedCalls {
    /** An answer, whatever its status. */
    public record HttpAnswer(int status, HttpHeaders headers, byte[] body) {}

    private final HttpClient http;
    private final long callMillis;
    private final int maxBytes;

    /**
     * Calls with these limits.
     *
     * @param connectMillis for a connection
     * @param callMillis for the call, until the last byte of its answer
     * @param maxBytes of an answer
     */
    public BoundedCalls(long connectMillis, long callMillis, int maxBytes) {
        this.callMillis = callMillis;
        this.maxBytes = maxBytes;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofMillis(connectMillis))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * Sends a request and reads the answer.
     *
     * @throws IOException if there is no whole answer in time, or it is too long; the message names the address and the reason
     */
    public HttpAnswer send(HttpRequest request) throws IOException {
        Collected body = new Collected();
        CompletableFuture<HttpResponse<Void>> answer =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArrayConsumer(body));
        try {
            HttpResponse<Void> response = answer.get(callMillis, TimeUnit.MILLISECONDS);
            return new HttpAnswer(response.statusCode(), response.headers(), body.bytes.toByteArray());
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
    }
}
