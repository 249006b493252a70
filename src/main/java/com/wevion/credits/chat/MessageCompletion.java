package com.wevion.credits.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.json.Fingerprint;
import com.wevion.credits.platform.json.Hearsay;
import com.wevion.credits.usage.Told;
import com.wevion.credits.usage.settlement.ReportedFailure;
import com.wevion.credits.usage.settlement.ReportedOutcome;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;

/**
 * The end of a message: with an answer and its tokens, or without one (S5).
 *
 * @param inputTokens the whole context (S6); only when it succeeded
 * @param outputTokens the answer; only when it succeeded
 * @param failure the reason why there is no answer; only when it failed
 * @param provider the provider that did the work; with the next two, for the reconciliation, as far as it can be used (D22)
 * @param providerCostUsd the provider's charge for it, decimal
 * @param tokens quantities and costs by kind, of which none is a part of another; as far as they can be used
 */
record MessageCompletion(
        @NotNull ReportedOutcome outcome,
        @PositiveOrZero @Max(MAX_TOKENS) Long inputTokens,
        @PositiveOrZero @Max(MAX_TOKENS) Long outputTokens,
        ReportedFailure failure,
        Hearsay provider,
        Hearsay providerRequestId,
        Hearsay providerCostUsd,
        JsonNode tokens) {

    private static final long MAX_TOKENS = 1_000_000_000;

    /**
     * Refuses what does not go together.
     *
     * @throws Invalid naming the field
     */
    void requireConsistent() {
        if (outcome == ReportedOutcome.SUCCEEDED) {
            require(inputTokens != null, "inputTokens", "is required when the message succeeded");
            require(outputTokens != null, "outputTokens", "is required when the message succeeded");
            require(failure == null, "failure", "must be absent when the message succeeded");
        } else {
            require(failure != null, "failure", "is required when the message failed");
            require(inputTokens == null, "inputTokens", "must be absent when the message failed");
            require(outputTokens == null, "outputTokens", "must be absent when the message failed");
        }
    }

    private static void require(boolean holds, String field, String message) {
        if (!holds) {
            throw new Invalid(field, message);
        }
    }

    /** The usable data about the provider. */
    Told told() {
        return Told.of(provider, providerRequestId, providerCostUsd, tokens, null);
    }

    /** The same end, telling this of the provider. */
    MessageCompletion telling(Told told) {
        return new MessageCompletion(
                outcome,
                inputTokens,
                outputTokens,
                failure,
                Hearsay.of(told.provider()),
                Hearsay.of(told.requestId()),
                Hearsay.of(told.costUsd()),
                told.tokens());
    }

    /** The fingerprint of the end and its tokens, by which two completions are the same; not of the data about the provider. */
    byte[] fingerprint() {
        return Fingerprint.of(outcome, inputTokens, outputTokens, failure);
    }
}
