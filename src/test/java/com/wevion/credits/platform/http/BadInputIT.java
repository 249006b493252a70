package com.wevion.credits.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the answer is a problem of the right kind, and nothing has changed. */
@WithService
class BadInputIT {
    private static final String SETTINGS = "{\"creativeFunding\":\"METERED\",\"creativeSpendingLimit\":\"100\","
            + "\"creativeSpendingLimitSet\":\"100\",\"creativeSpendingCeiling\":\"10000\",\"lowBalanceThreshold\":\"100\",\"warningPercent\":80,"
            + "\"minimumPurchaseRole\":\"MEDIA_BUYER\",\"autoBill\":false}";

    private final LocalService service;
    private final TestTeam team;

    BadInputIT(LocalService service) {
        this.service = service;
        this.team = TestTeam.paid(service);
    }

    @AfterEach
    void changedNothing() {
        assertThat(team.owner().get(team.path("/settings")).body()).isEqualTo(SETTINGS);
    }

    static Stream<Object> bodiesThatAreNoJson() {
        return Stream.of(
                "",
                "{",
                "nonsense",
                "{\"lowBalanceThreshold\":\"7\"}{}",
                "{\"lowBalanceThreshold\":\"7\"} x",
                "{\"lowBalanceThreshold\":\"7\",\"lowBalanceThreshold\":\"8\"}",
                "{\"lowBalanceThreshold\":NaN}",
                "{\"lowBalanceThreshold\":\"\\u0000\"}",
                "{\"x\":" + "9".repeat(1_000_000) + "}",
                new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'},
                "{}".getBytes(StandardCharsets.UTF_16));
    }

    @ParameterizedTest
    @MethodSource("bodiesThatAreNoJson")
    void refusesABodyThatIsNoJson(Object body) {
        refused(patch(body), 400, "malformed-request");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"lowBalanceThreshold":7}                     | lowBalanceThreshold
            {"lowBalanceThreshold":9223372036854775808}   | lowBalanceThreshold
            {"lowBalanceThreshold":1e999999999}           | lowBalanceThreshold
            {"lowBalanceThreshold":null}                  | lowBalanceThreshold
            {"lowBalanceThreshold":["7"]}                 | lowBalanceThreshold
            {"lowBalanceThreshold":"-1"}                  | lowBalanceThreshold
            {"lowBalanceThreshold":"1e3"}                 | lowBalanceThreshold
            {"lowBalanceThreshold":"NaN"}                 | lowBalanceThreshold
            {"lowBalanceThreshold":"0.0000001"}           | lowBalanceThreshold
            {"lowBalanceThreshold":"99999999999999999999"}| lowBalanceThreshold
            {"creativeSpendingLimit":"0.0000000001"}      | creativeSpendingLimit
            {"creativeSpendingLimit":null}                | creativeSpendingLimit
            {"creativeSpendingCeiling":5}                 | creativeSpendingCeiling
            {"creativeFunding":"FREE"}                    | creativeFunding
            {"creativeFunding":0}                         | creativeFunding
            {"creativeFunding":""}                        | creativeFunding
            {"minimumPurchaseRole":"KING"}                | minimumPurchaseRole
            {"teamId":"x","lowBalanceThreshold":"7"}      | teamId
            {"lowBalanceThreshold":"7","owner":true}      | owner
            []                                            | ``
            "text"                                        | ``
            null                                          | ``
            """)
    void refusesAFieldThatDoesNotHoldWhatItMust(String body, String field) {
        Api.Answer answer = patch(body);
        refused(answer, 400, "validation");
        assertThat(answer.json().at("/violations/0/field").asText()).isEqualTo(field);
        assertThat(answer.json().at("/violations/0/message").asText()).isNotEmpty();
    }

    @Test
    void refusesAThousandLevels() {
        String deep = "[".repeat(1_000) + "]".repeat(1_000);
        assertThat(patch("{\"lowBalanceThreshold\":" + deep + "}").status()).isEqualTo(400);
        assertThat(patch(deep).status()).isEqualTo(400);
    }

    @Test
    void namesEveryMissingField() {
        Api.Answer answer = Api.host(service).put("/teams/" + UUID.randomUUID(), "{\"features\":[null]}");
        refused(answer, 400, "validation");
        assertThat(answer.json().findValuesAsText("field")).containsExactly("features", "name", "ownerId", "plan");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "application/json; charset=utf-16"
            })
    void refusesAnotherMediaType(String type) {
        refused(send("PATCH", "{}", "Content-Type", type), 415, "unsupported-media-type");
    }

    @Test
    void refusesATypeThatIsNone() {
        refused(send("PATCH", "{}", "Content-Type", "garbage"), 400, "malformed-request");
        refused(send("GET", null, "Accept", "///"), 400, "malformed-request");
    }

    @Test
    void hasNoHtml() {
        refused(send("GET", null, "Accept", "text/html"), 406, "not-acceptable");
    }

    @Test
    void refusesTenMegabytesWhetherAnnouncedOrNot() throws IOException, InterruptedException {
        byte[] body = ("{\"lowBalanceThreshold\":\"" + "7".repeat(10_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        refused(patch(body), 413, "payload-too-large");
        HttpRequest chunked = HttpRequest.newBuilder(URI.create(service.baseUrl() + "/api/v1/dev/tokens"))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build();
        HttpResponse<String> answer = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(chunked, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("urn:credits:problem:payload-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "FOO"})
    void namesTheMethodsThereAre(String method) {
        Api.Answer answer = send(method, null);
        refused(answer, 405, "method-not-allowed");
        assertThat(answer.headers().firstValue("Allow").orElse("")).contains("GET", "PATCH");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/error",
                "/WEB-INF/web.xml",
                "/api",
                "/api/v1",
                "/api/v1/nothing",
                "/api/v1/teams/a/b",
                "/api/v1/a%0D%0Ab",
                "/api/v1/application.wadl"
            })
    void doesNotKnowAnUnknownPath(String path) {
        Api.Answer answer = team.owner().send("GET", path, null);
        refused(answer, 404, "not-found");
        assertThat(answer.text("instance")).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "201", "1000000000", "1.5", "x"})
    void refusesAnotherPageSize(String limit) {
        Api.Answer answer = team.owner().get(team.path("/members?limit=" + limit));
        refused(answer, 400, "validation");
        assertThat(answer.json().at("/violations/0/field").asText()).isEqualTo("limit");
    }

    @Test
    void refusesACursorItDidNotGive() {
        refused(team.owner().get(team.path("/members?cursor=bm9uc2Vuc2U")), 400, "validation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GARBAGE", "GET /api/v1/x", "GET /%00 HTTP/1.1", "TRACE /api/v1/x HTTP/1.1"})
    void neverAnswersWithHtmlBelowHttpEither(String requestLine) throws IOException {
        try (Socket socket =
                new Socket("127.0.0.1", URI.create(service.baseUrl()).getPort())) {
            socket.setSoTimeout(5_000);
            String request = requestLine + "\r\nHost: x\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).doesNotContainIgnoringCase("<html").doesNotContain("HTTP/1.1 2", "Exception");
        }
    }

    private Api.Answer patch(Object body) {
        return team.owner().patch(team.path("/settings"), body);
    }

    private Api.Answer send(String method, Object body, String... headers) {
        return team.owner().send(method, "/api/v1" + team.path("/settings"), body, headers);
    }

    private static void refused(Api.Answer answer, int status, String problem) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(List.of(answer.text("title"), answer.text("detail"), answer.text("instance")))
                .doesNotContainNull();
        assertThat(answer.json().get("status").asInt()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("\tat ", "Exception", "com.wevion", "java.");
    }
}
