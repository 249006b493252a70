package com.wevion.credits.usage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.ProviderName;
import com.wevion.credits.platform.json.Hearsay;
import java.time.Instant;
import java.util.List;

/**
 * The usable data of a completion about the provider; each part may be null. Work that was done is charged whatever is reported about it
 * (D22).
 *
 * @param requestId the provider's name for the work
 * @param costUsd the provider's charge for it, decimal and not negative
 * @param kinds the tokens by kind, each kind once; empty if they were not told so
 * @param completedAt by the worker's clock
 * @param unusable the data that was left out
 */
public record Told(
        String provider,
        String requestId,
        String costUsd,
        List<ToldKind> kinds,
        Instant completedAt,
        List<Unusable> unusable) {
    public Told {
        kinds = List.copyOf(kinds);
        unusable = List.copyOf(unusable);
    }

    /** Nothing is told by kind. */
    public Told(String provider, String requestId, String costUsd, Instant completedAt, List<Unusable> unusable) {
        this(provider, requestId, costUsd, List.of(), completedAt, unusable);
    }

    /** The usable part of the reported data, the same for messages and jobs; each part may be null. */
    public static Told of(Hearsay provider, Hearsay requestId, Hearsay costUsd, JsonNode tokens, Hearsay completedAt) {
        // What is unusable is listed in the order of the contract.
        Judgement judgement = new Judgement();
        String usableProvider = judgement.provider(provider);
        String usableRequestId = judgement.requestId(requestId);
        String usableCost = judgement.costUsd(costUsd);
        return new Told(
                usableProvider,
                usableRequestId,
                usableCost,
                judgement.kinds(tokens, usableCost),
                judgement.completedAt(completedAt),
                judgement.unusable());
    }

    /** True if the provider can be expected to charge for the work even if it came to nothing. */
    boolean leavesATrace() {
        return requestId != null || costUsd != null || !kinds.isEmpty();
    }

    /** The tokens by kind, as completions tell them; null without them. */
    public JsonNode tokens() {
        if (kinds.isEmpty()) {
            return null;
        }
        ObjectNode tokens = JsonNodeFactory.instance.objectNode();
        kinds.forEach(kind -> {
            ObjectNode one = tokens.putObject(kind.measure().kind());
            one.put("quantity", kind.quantity());
            one.put("costUsd", kind.costNanos() == null ? null : Unit.USD.format(kind.costNanos()));
        });
        return tokens;
    }

    String canonicalProvider() {
        return ProviderName.canonical(provider);
    }

    String namedRequest() {
        return requestId == null ? null : requestId.strip();
    }

    /** Null if it was not told. */
    Long costNanos() {
        return costUsd == null ? null : Unit.USD.parse(costUsd);
    }
}
