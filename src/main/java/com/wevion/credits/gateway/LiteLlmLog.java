package com.wevion.credits.gateway;

import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.ProviderRate;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.platform.ProviderName;
import com.wevion.credits.usage.UsageOutcome;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The rows of LiteLLM's spend logs, {@code LiteLLM_SpendLogs}. A row has one cost for all its tokens, which is divided by the input's and
 * the output's cost where the row tells them, else by our provider's rates, else by the tokens.
 */
final class LiteLlmLog {
    static final Set<String> WANTED = Set.of(
            "request_id",
            "call_type",
            "model",
            "custom_llm_provider",
            "spend",
            "prompt_tokens",
            "completion_tokens",
            "startTime",
            "endTime",
            "cache_hit",
            "status",
            "metadata.status",
            "metadata.cost_breakdown.input_cost",
            "metadata.cost_breakdown.output_cost",
            "metadata.usage_object.cache_read_input_tokens",
            "metadata.usage_object.prompt_tokens_details.cached_tokens");

    private static final int DIGITS = 30;

    private LiteLlmLog() {}

    static List<GatewayUsage> read(GatewayRow row, GatewayLog.Terms terms) {
        if (row.text("request_id") == null) {
            throw new GatewayRowRefused(
                    "request_id is missing; of a summary, as /spend/logs gives for dates, ask with summarize=false");
        }
        long nanos = Optional.ofNullable(row.nanos("spend", terms.maxNanos())).orElse(0L);
        Map<Measure, Long> tokens = tokens(row);
        boolean isAnswered = "true".equalsIgnoreCase(row.text("cache_hit"));
        if (isAnswered || nanos == 0 && tokens.isEmpty()) {
            return List.of(); // the gateway had it, or refused it: no provider did anything
        }
        if (tokens.isEmpty()) {
            throw new GatewayRowRefused("there is a cost and no token (call_type "
                    + Optional.ofNullable(row.name("call_type")).orElse("unknown")
                    + "); send such work as CSV, with its measure and quantity");
        }
        Instant at = row.time(row.text("endTime") == null ? "startTime" : "endTime", terms.latest());
        String model = row.required("model");
        String provider = provider(row, model);
        String engine = engine(model, row);
        List<Measure> measures = List.copyOf(tokens.keySet());
        List<Long> costs = CostShares.of(
                nanos, weights(row, tokens, new Rates(terms.prices().apply(at), provider, engine, at)));
        List<GatewayUsage> usage = new ArrayList<>();
        for (int i = 0; i < measures.size(); i++) {
            usage.add(new GatewayUsage(
                    measures.get(i),
                    at,
                    provider,
                    row.name("request_id"),
                    Service.CHAT,
                    engine,
                    tokens.get(measures.get(i)),
                    costs.get(i),
                    true,
                    outcome(row)));
        }
        return usage;
    }

    /** The tokens, of which the cached ones are a part of the prompt; none that are 0. */
    private static Map<Measure, Long> tokens(GatewayRow row) {
        long prompt = row.quantity("prompt_tokens");
        long cached = Math.min(
                prompt,
                Math.max(
                        row.quantity("metadata.usage_object.cache_read_input_tokens"),
                        row.quantity("metadata.usage_object.prompt_tokens_details.cached_tokens")));
        Map<Measure, Long> tokens = new LinkedHashMap<>();
        tokens.put(Measure.INPUT_TOKEN, prompt - cached);
        tokens.put(Measure.CACHE_READ_TOKEN, cached);
        tokens.put(Measure.OUTPUT_TOKEN, row.quantity("completion_tokens"));
        tokens.values().removeIf(quantity -> quantity == 0);
        return tokens;
    }

    private static String provider(GatewayRow row, String model) {
        String provider = ProviderName.canonical(row.name("custom_llm_provider"));
        if (provider == null && model.contains("/")) {
            provider = ProviderName.canonical(model.substring(0, model.indexOf('/')));
        }
        if (!ProviderName.isCanonical(provider)) {
            throw new GatewayRowRefused("custom_llm_provider is missing, or no name of a provider");
        }
        return provider;
    }

    /** The model as the provider calls it: LiteLLM may write its provider before it. */
    private static String engine(String model, GatewayRow row) {
        String prefix = row.text("custom_llm_provider") + "/";
        return model.startsWith(prefix) && model.length() > prefix.length() ? model.substring(prefix.length()) : model;
    }

    private static UsageOutcome outcome(GatewayRow row) {
        String status = Optional.ofNullable(row.text("status")).orElseGet(() -> row.text("metadata.status"));
        return "failure".equalsIgnoreCase(status) ? UsageOutcome.FAILED : UsageOutcome.SUCCEEDED;
    }

    /** Our rates for a model; those of a model without its own are the default's. */
    private record Rates(CatalogVersion prices, String provider, String engine, Instant at) {
        Optional<ProviderRate> of(Measure measure) {
            return rate(engine, measure).or(() -> rate(CatalogVersion.DEFAULT_ENGINE, measure));
        }

        private Optional<ProviderRate> rate(String name, Measure measure) {
            return prices.providerRate(Service.CHAT, name, measure, at, provider)
                    .or(() -> prices.providerRate(Service.CHAT, name, measure.side(), at, provider));
        }
    }

    private static List<BigDecimal> weights(GatewayRow row, Map<Measure, Long> tokens, Rates rates) {
        boolean rated =
                tokens.keySet().stream().allMatch(measure -> rates.of(measure).isPresent());
        Map<Measure, BigDecimal> inner = new LinkedHashMap<>();
        tokens.forEach((measure, quantity) -> inner.put(
                measure, rated ? price(rates.of(measure).orElseThrow(), quantity) : BigDecimal.valueOf(quantity)));
        BigDecimal input = row.number("metadata.cost_breakdown.input_cost");
        BigDecimal output = row.number("metadata.cost_breakdown.output_cost");
        if (input == null || output == null || input.add(output).signum() == 0) {
            return List.copyOf(inner.values());
        }
        Function<Measure, BigDecimal> ofSide = side -> inner.entrySet().stream()
                .filter(part -> part.getKey().side() == side)
                .map(Map.Entry::getValue)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return inner.entrySet().stream()
                .map(part -> {
                    Measure side = part.getKey().side();
                    BigDecimal told = side == Measure.OUTPUT_TOKEN ? output : input;
                    BigDecimal whole = ofSide.apply(side);
                    return whole.signum() == 0
                            ? told
                            : told.multiply(part.getValue()).divide(whole, DIGITS, RoundingMode.HALF_EVEN);
                })
                .toList();
    }

    private static BigDecimal price(ProviderRate rate, long quantity) {
        return BigDecimal.valueOf(rate.costNanos())
                .multiply(BigDecimal.valueOf(quantity))
                .divide(BigDecimal.valueOf(rate.unitSize()), DIGITS, RoundingMode.HALF_EVEN);
    }
}
