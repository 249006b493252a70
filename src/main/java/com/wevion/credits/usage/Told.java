package com.wevion.credits.usage;

import com.wevion.credits.catalog.ProviderName;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.json.Hearsay;
import java.time.Instant;
import java.util.List;

/**
 * The usable data of a completion about the provider; each part may be null. Work that was done is charged whatever is reported about it
 * (D22).
 *
 * @param requestId the provider's name for the work
 * @param costUsd the provider's charge for it, decimal and not negative
 * @param completedAt by the worker's clock
 * @param unusable the data that was left out
 */
public record Told(String provider, String requestId, String costUsd, Instant completedAt, List<Unusable> unusable) {
    public Told {
        unusable = List.copyOf(unusable);
    }

    /** The usable part of the reported data, the same for messages and jobs; each part may be null. */
    public static Told of(Hearsay provider, Hearsay requestId, Hearsay costUsd, Hearsay completedAt) {
        Judgement judgement = new Judgement();
        return new Told(
                judgement.provider(provider),
                judgement.requestId(requestId),
                judgement.costUsd(costUsd),
                judgement.completedAt(completedAt),
                judgement.unusable());
    }

    /** True if the provider can be expected to charge for the work even if it came to nothing. */
    boolean leavesATrace() {
        return requestId != null || costUsd != null;
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
