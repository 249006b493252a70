package com.wevion.credits.reconciliation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code reconcile.sh} against a service that answers from a table. */
class ReconcileScriptTest {
    private record Sent(String request, String token, String key, String type, String body) {}

    private record Result(int exit, String output, String error) {}

    private static final String RUN = """
            {"runId":"r1","provider":null,"from":"2026-10-01","to":"2026-11-01","status":"%s","endedAt":"2026-11-02T00:00:00Z",\
            "steps":[{"step":"match","rowsDone":5,"rowsExpected":10,"status":"COMPLETED"}],"breaks":%d,"variance":"12.5"}""";

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/reconciliation", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        String request = exchange.getRequestMethod()
                + exchange.getRequestURI().toString().replace("/api/v1/reconciliation", " ");
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        sent.add(new Sent(
                request,
                headers.getFirst("Authorization"),
                headers.getFirst("Idempotency-Key"),
                headers.getFirst("Content-Type"),
                body));
        String found = answers.get(request.replaceFirst("\\?.*", ""));
        byte[] bytes = (found == null ? "{\"detail\":\"There is no such run.\"}" : found).getBytes(UTF_8);
        exchange.sendResponseHeaders(found == null ? 404 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Result call(String... arguments) throws Exception {
        Path output = folder.resolve("output");
        Path error = folder.resolve("error");
        ProcessBuilder script =
                new ProcessBuilder(Stream.concat(Stream.of("sh", "server-config/reconcile.sh"), Stream.of(arguments))
                        .toList());
        script.environment()
                .put("CREDITS_URL", "http://127.0.0.1:" + server.getAddress().getPort());
        script.environment().put("CREDITS_TOKEN", "the.secret-token");
        script.redirectOutput(output.toFile()).redirectError(error.toFile());
        int exit = script.start().waitFor();
        return new Result(exit, Files.readString(output), Files.readString(error));
    }

    @Test
    void waitsForARunAndTellsBreaksFromFailures() throws Exception {
        answers.put("POST /runs", "{\"runId\":\"r1\",\"steps\":[]}");
        answers.put("GET /runs/r1", RUN.formatted("COMPLETED", 3));
        Result broken = call("run", "2026-10-01", "2026-11-01", "OPENAI");
        answers.put("GET /runs/r1", RUN.formatted("COMPLETED", 0));
        Result clean = call("run", "2026-10-01", "2026-11-01");
        answers.put("GET /runs/r1", RUN.formatted("FAILED", 0));
        Result failed = call("run", "2026-10-01", "2026-11-01");

        assertThat(broken.exit()).isEqualTo(1);
        assertThat(broken.output())
                .contains(
                        "match      COMPLETED  5 of 10 rows",
                        "r1  2026-10-01 to 2026-11-01  all providers  COMPLETED  breaks 3");
        assertThat(clean.exit()).isZero();
        assertThat(failed.exit()).isEqualTo(2);
        assertThat(failed.error()).contains("FAILED");
        assertThat(sent.get(0).body())
                .isEqualTo("{\"from\":\"2026-10-01\",\"to\":\"2026-11-01\",\"provider\":\"OPENAI\"}");
        assertThat(sent.get(0).key()).hasSize(32);
        assertThat(sent).allMatch(each -> "Bearer the.secret-token".equals(each.token()));
    }

    @Test
    void namesTheProvidersThatFailed() throws Exception {
        answers.put(
                "GET /runs/r1",
                RUN.formatted("COMPLETED_WITH_FAILURES", 3)
                        .replace(
                                "\"breaks\"",
                                "\"failures\":[{\"provider\":\"ACME\",\"problem\":\"no [sum] \\\"of\\\" it\"},"
                                        + "{\"provider\":\"BEST\",\"problem\":\"late\"}],\"actions\":[],\"breaks\""));

        Result result = call("wait", "r1");

        assertThat(result.exit()).isEqualTo(4);
        assertThat(result.output())
                .endsWith(
                        "r1  2026-10-01 to 2026-11-01  all providers  COMPLETED_WITH_FAILURES  breaks 3  variance 12.5\n"
                                + "  ACME failed: no [sum] \\\"of\\\" it\n  BEST failed: late\n");
    }

    @Test
    void tellsARunThatWasStoppedFromOneThatHasFailed() throws Exception {
        answers.put("POST /runs/r1/stop", RUN.formatted("STOPPING", 0));
        answers.put("POST /runs/r1/restart", RUN.formatted("RUNNING", 0));
        answers.put("POST /runs/r1/abandon", RUN.formatted("ABANDONED", 0));
        answers.put("GET /runs/r1", RUN.formatted("STOPPED", 0));

        Result stopped = call("stop", "r1", "a \"quick\" look\n\\");
        Result waited = call("wait", "r1");
        answers.put("GET /runs/r1", RUN.formatted("COMPLETED", 0));
        Result tooLate = call("stop", "r1", "too slow");
        Result restarted = call("restart", "r1", "fixed");
        answers.put("GET /runs/r1", RUN.formatted("FAILED", 0).replace("{\"runId", "{\"problem\":\"no disk\",\"runId"));
        Result failed = call("restart", "r1", "fixed");
        Result abandoned = call("abandon", "r1", "hopeless");

        assertThat(stopped.exit()).as(stopped.error()).isZero();
        assertThat(stopped.output()).contains("r1  2026-10-01 to 2026-11-01  all providers  STOPPED");
        assertThat(sent.get(0).request()).isEqualTo("POST /runs/r1/stop");
        assertThat(sent.get(0).body()).isEqualTo("{\"reason\":\"a \\\"quick\\\" look \\\\\"}");
        assertThat(waited.exit()).isEqualTo(3);
        assertThat(tooLate.exit()).isEqualTo(3);
        assertThat(restarted.exit()).isZero();
        assertThat(failed.exit()).isEqualTo(2);
        assertThat(failed.error()).isEqualTo("The run is FAILED: no disk\n");
        assertThat(abandoned.exit()).isZero();
        assertThat(abandoned.output()).contains("ABANDONED");
        assertThat(call("abandon", "r2", "no such run").exit()).isEqualTo(2);
    }

    @Test
    void sendsAFileAndTellsTheRowsThatWereRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("a bill.csv"), "a,b\n1,2\n");
        answers.put("POST /invoices", "{\"importId\":\"i1\",\"status\":\"LOADING\",\"reason\":null}");
        answers.put(
                "GET /invoices/i1",
                "{\"importId\":\"i1\",\"status\":\"IMPORTED\",\"reason\":null,\"accepted\":7,\"refused\":1,"
                        + "\"refusedRows\":[{\"line\":17,\"reason\":\"no \\\"cost\\\"\",\"excerpt\":\"x\"}]}");

        Result result = call("import", "OPENAI", "FOCUS", file.toString());

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.output()).contains("i1  IMPORTED: 7 rows imported, 1 refused", "line 17: no \\\"cost\\\"");
        assertThat(sent.get(0).body()).isEqualTo("a,b\n1,2\n");
        assertThat(sent.get(0).type()).isEqualTo("text/csv");
        assertThat(URLDecoder.decode(sent.get(0).request(), UTF_8))
                .isEqualTo("POST /invoices?provider=OPENAI&format=FOCUS&fileName=a bill.csv");
    }

    @Test
    void sendsTheAnswerToTheQuestionWhatAFileReplaces() throws Exception {
        Path file = Files.writeString(folder.resolve("bill.csv"), "a\n");
        answers.put(
                "POST /invoices",
                "{\"importId\":\"i2\",\"status\":\"IMPORTED\",\"reason\":null,\"asksAbout\":[],\"accepted\":1,\"refused\":0}");

        assertThat(call("import", "OPENAI", "FOCUS", file.toString(), "i0,i1").exit())
                .isZero();
        assertThat(URLDecoder.decode(sent.get(0).request(), UTF_8))
                .isEqualTo("POST /invoices?provider=OPENAI&format=FOCUS&fileName=bill.csv&supersedes=i0,i1");
    }

    @Test
    void listsBreaksOneALine() throws Exception {
        answers.put(
                "GET /runs/r1/breaks",
                "{\"items\":[{\"breakId\":\"b1\",\"provider\":\"OPENAI\",\"cause\":\"PRICE\",\"state\":\"OPEN\",\"owner\":null,"
                        + "\"note\":\"},{\\\"breakId\\\":\\\"x\",\"day\":\"2026-10-12\",\"recordedCost\":\"1\",\"billedCost\":\"2\","
                        + "\"variance\":\"1\",\"unit\":\"USD\"},{\"breakId\":\"b2\",\"cause\":\"TAX\"}],\"nextCursor\":null}");

        Result result = call("breaks", "r1", "PRICE");

        assertThat(result.exit()).isZero();
        assertThat(result.output().lines())
                .containsExactly("b1\tPRICE\tOPEN\tOPENAI\t2026-10-12\t1\t2\t1\tUSD\t", "b2\tTAX\t\t\t\t\t\t\t\t");
    }

    @Test
    void saysWhatWentWrong() throws Exception {
        Result unknown = call("report", "r2", "csv");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.error()).contains("The service answered 404: There is no such run.");

        Result usage = call("delete", "everything");
        assertThat(usage.exit()).isEqualTo(2);
        assertThat(usage.error()).contains("reconcile.sh run FROM TO");
        assertThat(call("import", "OPENAI", "FOCUS", "missing.csv").error()).contains("missing.csv");
    }
}
