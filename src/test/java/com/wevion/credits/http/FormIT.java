package com.wevion.credits.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that could be read in two ways, and what the server does not speak. */
@WithService
class FormIT {
    private final LocalService service;

    FormIT(LocalService service) {
        this.service = service;
    }

    private Exchange.Answer say(String request) throws IOException {
        try (Exchange exchange = new Exchange(service.baseUrl())) {
            return exchange.say(request).answer();
        }
    }

    private Exchange.Answer get(String path, String... lines) throws IOException {
        return say("GET " + path + " HTTP/1.1\r\n" + String.join("\r\n", lines) + "\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: a\nHost: b",
                "Host: a b",
                "Host: a/b",
                "Host: x@y",
                "Host: a\nX-Forwarded-Proto: ftp",
                "Host: a\nX-Forwarded-Proto: http\nX-Forwarded-Proto: https",
                "Host: a\nX-Forwarded-Proto: https, http"
            })
    void refusesWhatCouldBeReadInTwoWays(String lines) throws IOException {
        for (String path : List.of("/health/live", "/api/v1/nothing", "/index.html")) {
            assertThat(get(path, lines.split("\n")).status()).as(path).isEqualTo(400);
        }
    }

    @Test
    void takesAProtocolThatThereIs() throws IOException {
        assertThat(get("/health/live", "Host: a:80", "X-Forwarded-Proto: https").status())
                .isEqualTo(200);
    }

    @Test
    void leadsToAFolderOnThisHostOnly() throws IOException {
        Exchange.Answer answer = get("/desk?x=1", "Host: evil.example");
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).isEqualTo("/desk/?x=1");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void doesNotKnowAPathThatLeadsOutOfTheApi() throws IOException {
        assertThat(get("/api/v1/..%2fx", "Host: a").status()).isEqualTo(404);
    }

    @Test
    void answersOfTheApiAreNotStored() throws IOException {
        assertThat(get("/api/v1/session", "Host: a").header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void takesNoPackedBody() throws IOException {
        String head = Exchange.post("/api/v1/dev/tokens", "Content-Length: 2", "Content-Encoding: gzip\r\n");
        assertThat(say(head + "{}").status()).isEqualTo(415);
    }

    /** Java's client offers HTTP/2 with each request unless it is told otherwise. */
    @Test
    void aClientThatOffersAnotherProtocolMaySendOneRequestAfterTheOther() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(service.baseUrl() + "/dev/tokens"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"userId\":\"" + UUID.randomUUID() + "\",\"name\":\"Client\",\"roles\":[]}"))
                .build();
        HttpClient client = HttpClient.newHttpClient();
        for (int number = 0; number < 30; number++) {
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void refusesABodyWhoseEndIsToldInTwoWays() throws IOException {
        String head = Exchange.post("/api/v1/dev/tokens", "Content-Length: 2", "Transfer-Encoding: chunked\r\n");
        assertThat(say(head + "2\r\n{}\r\n0\r\n\r\n").status()).isEqualTo(400);
    }

    @Test
    void speaksNeitherTraceNorHttp2() throws IOException {
        assertThat(say("TRACE / HTTP/1.1\r\nHost: a\r\n\r\n").status()).isEqualTo(405);
        assertThat(say("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").head()).startsWith("HTTP/1.1 ");
        String upgrade = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAAB\r\n";
        String body = "{\"userId\":\"00000000-0000-4000-8000-000000000001\",\"name\":\"Two\",\"roles\":[]}";
        String head = Exchange.post("/api/v1/dev/tokens", "Content-Length: " + body.length(), upgrade);
        assertThat(say(head + body).status()).isEqualTo(200);
        try (Exchange exchange = new Exchange(service.baseUrl())) {
            assertThat(exchange.say(head)
                            .sayOneByOne(List.of(body), 50)
                            .answer()
                            .status())
                    .isEqualTo(200);
        }
    }
}
