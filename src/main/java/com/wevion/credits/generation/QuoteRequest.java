package com.wevion.credits.generation;

import com.wevion.credits.catalog.Service;
import com.wevion.credits.platform.Invalid;
import jakarta.validation.constraints.NotNull;
import java.util.stream.Stream;

/**
 * The request for a price, of a job or of a chat message.
 *
 * @param engine an engine or model; left out, AUTO for jobs and the default rate for the chat
 * @param model the chat's model, instead of {@code engine}
 */
record QuoteRequest(
        @NotNull Service service,
        String engine,
        String model,
        Long variants,
        Long seconds,
        Long characters,
        String script,
        Long estimatedInputTokens,
        Long maxOutputTokens) {

    /** @throws Invalid unless the quantity is given as the service counts it */
    long quantity() {
        if (Stream.of(model, estimatedInputTokens, maxOutputTokens).anyMatch(given -> given != null)) {
            throw new Invalid("service", "must be CHAT where a model or tokens are given");
        }
        return new Quantity(variants, seconds, characters, script).of(service);
    }

    /** @throws Invalid if there is what only jobs have */
    String chatModel() {
        if (Stream.of(variants, seconds, characters, script).anyMatch(given -> given != null)) {
            throw new Invalid("service", "must be a creative service where its quantity is given");
        }
        if (model != null && engine != null) {
            throw new Invalid("model", "must not be given together with engine");
        }
        return model == null ? engine : model;
    }
}
