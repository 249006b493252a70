package com.wevion.credits.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Calls with a bearer token over connections that are kept. The JDK's plain client: its newer one costs several times
 * as much of the processors that the server needs.
 */
final class HttpCaller {
    private final String baseUrl;
    private final String authorization;

    static {
        System.setProperty("http.maxConnections", "256");
    }

    HttpCaller(String baseUrl, String token) {
        this.baseUrl = baseUrl;
        this.authorization = "Bearer " + token;
    }

    /** The body of the answer, "" for none. */
    String post(String path, byte[] body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(baseUrl + path).toURL().openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length);
        connection.setRequestProperty("Authorization", authorization);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty("Idempotency-Key", UUID.randomUUID().toString());
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
        return body(connection);
    }

    /** The body of the answer. */
    String get(String path) throws IOException {
        return body(asked(path));
    }

    /** The status of the answer, whatever it is. */
    int status(String path) throws IOException {
        HttpURLConnection connection = asked(path);
        int status = connection.getResponseCode();
        try (InputStream in = status / 100 == 2 ? connection.getInputStream() : connection.getErrorStream()) {
            in.readAllBytes(); // the connection is kept only then
        }
        return status;
    }

    private HttpURLConnection asked(String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(baseUrl + path).toURL().openConnection();
        connection.setRequestProperty("Authorization", authorization);
        return connection;
    }

    private static String body(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        if (status / 100 != 2) {
            throw new IOException(connection.getURL() + " answered " + status);
        }
        try (InputStream in = connection.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
