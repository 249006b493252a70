package com.wevion.credits.dev.costs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.wevion.credits.dev.stripe.SimulatedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** OpenAI's costs and Anthropic's cost report, with costs that are planted and faults that are. Thread-safe. */
public final class SimulatedCosts implements AutoCloseable {
    /** The key that may read costs. */
    public static final String KEY = "sk-simulated-admin";
    /** A key that may not. */
    public static final String KEY_WITHOUT_SCOPE = "sk-simulated-project";

    /** OpenAI's costs. */
    public static final String OPENAI = "/v1/organization/costs";
    /** Anthropic's. */
    public static final String ANTHROPIC = "/v1/organizations/cost_report";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Integer> MAX_DAYS = Map.of(OPENAI, 180, ANTHROPIC, 31);

    private final SimulatedServer server =
            new SimulatedServer("simulated costs", 0, Map.of(OPENAI, this::serve, ANTHROPIC, this::serve));
    private final Map<String, Function<LocalDate, List<String>>> usual = new ConcurrentHashMap<>();
    private final Map<String, List<String>> planted = new ConcurrentHashMap<>();
    private final Queue<CostsFault> faults = new ConcurrentLinkedQueue<>();
    private final Queue<CostsRequest> requests = new ConcurrentLinkedQueue<>();

    /** Costs nothing on any day. */
    public static SimulatedCosts free() {
        return new SimulatedCosts();
    }

    /** Costs a little each day. */
    public static SimulatedCosts daily() {
        SimulatedCosts costs = new SimulatedCosts();
        costs.usual.put(
                OPENAI,
                day -> List.of(
                        openAi("gpt-4o-2024-08-06, input", "0." + day.getDayOfMonth()),
                        openAi("gpt-4o-2024-08-06, output", "0.25")));
        costs.usual.put(
                ANTHROPIC,
                day -> List.of(
                        anthropic("claude-sonnet-4-20250514", "output_tokens", "12.5"),
                        anthropic("claude-sonnet-4-20250514", "cache_read_input_tokens", "1." + day.getDayOfMonth())));
        return costs;
    }

    /** A result of OpenAI, whose value is a text as in its answers. */
    public static String openAi(String lineItem, String dollars) {
        return """
                {"object":"organization.costs.result","amount":{"value":"%s","currency":"usd"},"line_item":"%s","project_id":"proj_a",
                 "api_key_id":null,"quantity":null}""".formatted(dollars, lineItem);
    }

    /** A result of Anthropic. */
    public static String anthropic(String model, String tokens, String cents) {
        return """
                {"currency":"USD","amount":"%s","workspace_id":"wrkspc_a","description":"Usage of %s","cost_type":"tokens",
                 "context_window":"0-200k","model":"%s","service_tier":"standard","token_type":"%s"}""".formatted(cents, model, model, tokens);
    }

    /** Lets a day cost this, whatever it cost before. */
    public void plant(String path, LocalDate day, String... results) {
        planted.put(path + day, List.of(results));
    }

    /** Answers the next request so; several follow each other. */
    public void plant(CostsFault fault) {
        faults.add(fault);
    }

    /** Forgets faults that did not happen yet. */
    public void heal() {
        faults.clear();
    }

    /** The requests so far. */
    public List<CostsRequest> requests() {
        return List.copyOf(requests);
    }

    /** Starts it, and returns its address without a slash at the end. */
    public String start() {
        server.start();
        return "http://127.0.0.1:" + server.port();
    }

    private void serve(HttpExchange exchange) throws IOException {
        CostsRequest request = CostsRequest.of(exchange);
        requests.add(request);
        CostsFault fault = faults.poll();
        CostsAnswer answer = usual(request, exchange.getRequestHeaders().containsKey("anthropic-version"));
        answer = fault == null ? answer : fault.answer(request, answer);
        try (exchange) {
            if (answer != null) {
                answer.headers().forEach(exchange.getResponseHeaders()::set);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                byte[] body = answer.page().toString().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer.status(), body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private CostsAnswer usual(CostsRequest request, boolean hasVersion) {
        int limit = Integer.parseInt(request.query().getOrDefault("limit", "7"));
        if (KEY_WITHOUT_SCOPE.equals(request.key())) {
            return CostsAnswer.ok(error("permission_error", "Missing scopes: api.usage.read"))
                    .with(403, Map.of());
        }
        if (!KEY.equals(request.key())) {
            return CostsAnswer.ok(error("authentication_error", "Incorrect API key provided: " + request.key()))
                    .with(401, Map.of());
        }
        if (limit < 1 || limit > MAX_DAYS.get(request.path()) || request.path().equals(ANTHROPIC) && !hasVersion) {
            return CostsAnswer.ok(error("invalid_request_error", "limit or anthropic-version"))
                    .with(400, Map.of());
        }
        try {
            return CostsAnswer.ok(page(request, limit));
        } catch (IllegalArgumentException | DateTimeException e) {
            return CostsAnswer.ok(error("invalid_request_error", "page or times"))
                    .with(400, Map.of());
        }
    }

    private static ObjectNode error(String type, String message) {
        ObjectNode error = JSON.createObjectNode().put("type", "error");
        error.putObject("error").put("type", type).put("message", message);
        return error;
    }

    private ObjectNode page(CostsRequest request, int limit) {
        boolean isOpenAi = request.path().equals(OPENAI);
        LocalDate from = day(request.query().get(isOpenAi ? "start_time" : "starting_at"));
        LocalDate to = day(request.query().get(isOpenAi ? "end_time" : "ending_at"));
        LocalDate first = request.cursor() == null
                ? from
                : LocalDate.parse(new String(Base64.getDecoder().decode(request.cursor()), StandardCharsets.UTF_8));
        LocalDate end = first.plusDays(limit).isBefore(to) ? first.plusDays(limit) : to;
        ObjectNode page = JSON.createObjectNode();
        if (isOpenAi) {
            page.put("object", "page");
        }
        ArrayNode data = page.putArray("data");
        first.datesUntil(end).forEach(day -> bucket(data.addObject(), request.path(), day));
        page.put("has_more", end.isBefore(to));
        page.put(
                "next_page",
                end.isBefore(to)
                        ? Base64.getEncoder().encodeToString(end.toString().getBytes(StandardCharsets.UTF_8))
                        : null);
        return page;
    }

    private static LocalDate day(String time) {
        Instant at = time.contains("T") ? Instant.parse(time) : Instant.ofEpochSecond(Long.parseLong(time));
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private void bucket(ObjectNode bucket, String path, LocalDate day) {
        Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        if (path.equals(OPENAI)) {
            bucket.put("object", "bucket")
                    .put("start_time", start.getEpochSecond())
                    .put("end_time", end.getEpochSecond());
        } else {
            bucket.put("starting_at", start.toString()).put("ending_at", end.toString());
        }
        ArrayNode results = bucket.putArray("results");
        List<String> costs = new ArrayList<>(
                planted.containsKey(path + day)
                        ? planted.get(path + day)
                        : usual.getOrDefault(path, any -> List.of()).apply(day));
        costs.forEach(cost -> results.add(read(cost)));
    }

    private static com.fasterxml.jackson.databind.JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not JSON: " + json, e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
