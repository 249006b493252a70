package com.wevion.credits.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.wevion.credits.ledger.book.Unit;
import java.math.BigInteger;
import java.util.List;

/**
 * The terms of a chat message, agreed when it was admitted (S6); kept as JSON with its hold, so that a later catalogue version never
 * changes them (D9).
 *
 * @param model the model that was asked for, or DEFAULT
 * @param rateEngine the rate that is charged: the model's own, or DEFAULT
 * @param estimatedInputTokens of the request, or of the typical message (D6)
 * @param maxOutputTokens of the request, or of the typical message (D6)
 * @param inputPriceUnits price of {@code unitSizeTokens} input tokens; stored by an older name
 * @param outputPriceUnits price of {@code unitSizeTokens} output tokens; stored by an older name
 * @param holdCeilingMicros the most that is held, in micro-credits (D6)
 */
public record ChatTerms(
        String model,
        String rateEngine,
        long estimatedInputTokens,
        long maxOutputTokens,
        @JsonProperty("inputPriceMicros") long inputPriceUnits,
        @JsonProperty("outputPriceMicros") long outputPriceUnits,
        long unitSizeTokens,
        String rounding,
        long holdCeilingMicros,
        long holdTimeoutSeconds,
        int catalogVersion) {

    static ChatTerms of(String model, Rate input, Rate output, long in, long out, CatalogVersion version) {
        return new ChatTerms(
                model,
                input.engine(),
                in,
                out,
                input.priceUnits(),
                output.priceUnits(),
                input.unitSize(),
                Money.ROUNDING,
                version.chatHoldCeilingMicros(),
                input.holdTimeoutSeconds(),
                version.version());
    }

    /** The price of the estimated input and the longest answer, in micro-credits. */
    public long requestedMicros() {
        return price(estimatedInputTokens, maxOutputTokens);
    }

    /** The amount to hold for the message: its price up to the ceiling (D6), in micro-credits. */
    public long holdMicros() {
        return Math.min(requestedMicros(), holdCeilingMicros);
    }

    /**
     * The price of a message: both parts together are one line, rounded once (D3), in micro-credits.
     *
     * @throws Unpriceable if it does not fit an amount
     */
    public long price(long inputTokens, long outputTokens) {
        return Money.divide(numerator(inputTokens, outputTokens), unitSizeTokens);
    }

    /** Explains the cost of a message. */
    public Explanation explain(long inputTokens, long outputTokens, long heldMicros) {
        return Explanation.ofMessage(
                Math.addExact(inputTokens, outputTokens),
                unitSizeTokens,
                catalogVersion,
                rounding,
                !Money.isExact(numerator(inputTokens, outputTokens), unitSizeTokens),
                Unit.CREDITS.format(price(inputTokens, outputTokens)),
                Unit.CREDITS.format(heldMicros),
                Math.addExact(estimatedInputTokens, maxOutputTokens),
                List.of(
                        line(Measure.INPUT_TOKEN, inputTokens, inputPriceUnits),
                        line(Measure.OUTPUT_TOKEN, outputTokens, outputPriceUnits)));
    }

    private BigInteger numerator(long inputTokens, long outputTokens) {
        return PartialUnits.PRO_RATA
                .numerator(inputTokens, inputPriceUnits, unitSizeTokens)
                .add(PartialUnits.PRO_RATA.numerator(outputTokens, outputPriceUnits, unitSizeTokens));
    }

    private Explanation.Line line(Measure per, long tokens, long priceUnits) {
        return new Explanation.Line(per.name(), tokens, Unit.CREDITS.format(priceUnits), unitSizeTokens);
    }
}
