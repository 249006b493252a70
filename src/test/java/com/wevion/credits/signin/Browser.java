package com.wevion.credits.signin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** Asks a site as a browser does, without a page. */
final class Browser {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String site;
    private final HttpClient client;

    Browser(String site, HttpClient client) {
        this.site = site;
        this.client = client;
    }

    /** One that keeps cookies and goes where it is led. */
    static Browser withCookies(String site) {
        return new Browser(
                site,
                HttpClient.newBuilder()
                        .cookieHandler(new CookieManager())
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .build());
    }

    HttpResponse<String> get(String path) {
        return ask(path);
    }

    /** The data of a page about its session. */
    JsonNode session() {
        return json(get("/api/v1/session"));
    }

    /** @param headers names and values in turn */
    HttpResponse<String> ask(String path, String... headers) {
        return ask(URI.create(site + path), headers);
    }

    /** @param headers names and values in turn */
    HttpResponse<String> ask(URI address, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> send(String method, String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(site + path))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(answer.body(), e);
        }
    }
}
