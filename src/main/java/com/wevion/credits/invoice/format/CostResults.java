package com.wevion.credits.invoice.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The results of the APIs of OpenAI and Anthropic that tell an organization's costs, as charges. */
final class CostResults {
    private static final List<String> OPENAI =
            List.of("project_id", "project_name", "organization_name", "api_key_id", "quantity");
    private static final List<String> ANTHROPIC = List.of(
            "workspace_id", "cost_type", "model", "token_type", "service_tier", "context_window", "inference_geo");

    /** Tiers, contexts and places whose price is the usual one. */
    private static final List<String> USUAL = List.of("standard", "0-200k", "global", "not_available");

    private static final Pattern ZERO = Pattern.compile("[+-]?0+(?:\\.0*)?(?:[eE][+-]?[0-9]{1,5})?");
    private static final BigDecimal CENT_USD = new BigDecimal("0.01");

    private CostResults() {}

    /**
     * A result of {@code /v1/organization/costs}, grouped by line item and project: {@code {"amount":{"value":0.06,"currency":"usd"},
     * "line_item":"gpt-4o-2024-08-06, input","project_id":"proj_a"}}. The value is a number by the API's description and a text by its
     * answers; both are read. A quantity comes without its unit, and is only kept.
     */
    static void openAi(JsonNode result, Charge charge) {
        if (result.path("object").asText().startsWith("organization.usage.")) {
            throw new FileRefused("this is usage, which has no amounts; /v1/organization/costs answers them");
        }
        JsonNode amount = result.path("amount");
        String value = dollars(amount.get("value"));
        charge.costNanos = Decimals.nanos(value, "amount.value");
        charge.allowanceNanos = Decimals.halfUnitNanos(value);
        charge.creditIfNegative();
        charge.currency = Checks.currency(JsonFile.text(amount.get("currency")), "amount.currency");
        charge.sku = JsonFile.text(result.get("line_item"));
        charge.description = charge.sku;
        charge.measure = Units.direction(charge.sku);
        String whole = Checks.scope(JsonFile.text(result.get("organization_id")), "organization_id");
        String part = Checks.scope(JsonFile.text(result.get("project_id")), "project_id");
        charge.account = part == null ? whole : Objects.toString(whole, "") + "/" + part;
        charge.extras = JsonFile.kept(result, OPENAI);
    }

    /** Nothing is told as {@code 0E-6176}, the smallest decimal of 128 bits. */
    private static String dollars(JsonNode value) {
        String text = JsonFile.text(value);
        return text != null && ZERO.matcher(text).matches() ? "0" : text;
    }

    /**
     * A result of {@code /v1/organizations/cost_report}, grouped by description and workspace. Its amount is a text with a number of
     * cents: {@code "123.45"} is $1.2345. A number that is no text is refused, as nobody knows what it would count.
     */
    static void anthropic(JsonNode result, Charge charge) {
        JsonNode amount = result.get("amount");
        if (amount != null && amount.isNumber()) {
            throw new RowRefused("amount is a number and not a text with cents: " + amount.asText());
        }
        String text = JsonFile.text(amount);
        if (text == null) {
            throw new RowRefused("amount is missing");
        }
        BigDecimal cents = Decimals.decimal(text, "amount");
        charge.costNanos = Decimals.nanos(cents.movePointLeft(2), "amount");
        charge.allowanceNanos = Decimals.halfUnitNanos(cents, CENT_USD);
        charge.creditIfNegative();
        charge.currency = Checks.currency(JsonFile.text(result.get("currency")), "currency");
        charge.description = JsonFile.text(result.get("description"));
        String tokens = JsonFile.text(result.get("token_type"));
        charge.sku = anthropicSku(result, tokens, charge.description);
        charge.measure = measure(tokens);
        charge.account = Checks.scope(JsonFile.text(result.get("workspace_id")), "workspace_id");
        charge.extras = JsonFile.kept(result, ANTHROPIC);
    }

    /**
     * Tokens of one model have a price each by their kind, tier, context and place, so the SKU is made of these: {@code
     * claude-sonnet-4-20250514, cache_read_input_tokens, batch}. Other costs have their description for one.
     */
    private static String anthropicSku(JsonNode result, String tokens, String description) {
        String model = JsonFile.text(result.get("model"));
        if (model == null || tokens == null) {
            return description == null ? JsonFile.text(result.get("cost_type")) : description;
        }
        Stream<String> special = Stream.of("service_tier", "context_window", "inference_geo")
                .map(field -> JsonFile.text(result.get(field)))
                .filter(value -> value != null && !USUAL.contains(value));
        return Checks.cut(
                Stream.concat(Stream.of(model, tokens), special).collect(Collectors.joining(", ")),
                Checks.LONGEST_NAME);
    }

    /** Cached tokens and those that are written into the cache are of the input too; the catalogue tells them apart by the SKU. */
    private static InvoiceMeasure measure(String tokens) {
        if (tokens == null) {
            return null;
        }
        return tokens.endsWith("output_tokens")
                ? InvoiceMeasure.OUTPUT_TOKEN
                : tokens.endsWith("input_tokens") ? InvoiceMeasure.INPUT_TOKEN : null;
    }
}
