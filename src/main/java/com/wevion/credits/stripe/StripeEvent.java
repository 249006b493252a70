package com.wevion.credits.stripe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.model.Event;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * An event at Stripe. Ask Stripe for the present state: events come twice, late, in any order and in the form of other API versions.
 *
 * @param objectId the object of the event, by the type's first words a session, charge, dispute, invoice …
 */
public record StripeEvent(String id, String type, String objectId, String apiVersion, Instant createdAt) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_NAME = 255;

    /**
     * Reads a webhook's body.
     *
     * @return the event; empty if it is none: Stripe signed it all the same, so it is no error
     */
    static Optional<StripeEvent> read(byte[] body) {
        try {
            JsonNode event = JSON.readTree(body);
            StripeEvent read = new StripeEvent(
                    event.path("id").asText(),
                    event.path("type").asText(),
                    event.at("/data/object/id").asText(null),
                    event.path("api_version").asText(null),
                    Instant.ofEpochSecond(event.path("created").asLong()));
            boolean usable = isName(read.id) && isName(read.type);
            return usable ? Optional.of(read) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory does not fail", e);
        }
    }

    private static boolean isName(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_NAME && text.indexOf('\0') < 0;
    }

    /** One of Stripe's list of events. */
    static StripeEvent of(Event event) {
        JsonNode object;
        try {
            object = JSON.readTree(event.getDataObjectDeserializer().getRawJson());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stripe's library gave something else than JSON", e);
        }
        return new StripeEvent(
                event.getId(),
                event.getType(),
                object.path("id").asText(null),
                event.getApiVersion(),
                Instant.ofEpochSecond(event.getCreated()));
    }
}
