package com.wevion.credits.generation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.json.Json;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/**
 * The request for a job.
 *
 * @param engine an engine of the service, or AUTO (S16)
 * @param script the text to speak, instead of {@code characters}
 * @param parameters the parameters for the engine; passed on as they came
 * @param userId the member a SERVICE caller acts for
 */
record JobOrder(
        @NotNull Service service,
        @NotBlank String engine,
        Long variants,
        Long seconds,
        Long characters,
        String script,
        ObjectNode parameters,
        UUID userId) {

    private static final String SCRIPT = "script";

    /** @throws Invalid unless the quantity is given as the service counts it */
    long quantity() {
        if (!service.isCreative()) {
            throw new Invalid("service", "must be a creative service; chat messages have their own resource");
        }
        return new Quantity(variants, seconds, characters, script).of(service);
    }

    /** The parameters for the worker, with the script among them. */
    ObjectNode told() {
        ObjectNode told = parameters == null ? Json.mapper().createObjectNode() : parameters.deepCopy();
        if (script == null) {
            return told;
        }
        if (told.has(SCRIPT)) {
            throw new Invalid("parameters." + SCRIPT, "must not be given together with script");
        }
        return told.put(SCRIPT, script);
    }
}
