package com.wevion.credits.usage;

import com.wevion.credits.catalog.ProviderName;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.json.Hearsay;
import java.time.Instant;
import java.util.List;

/**
 * What a completion tells of the provider and can be used; each part may be null. Work that was done is charged whatever is told
 * about it (D22).
 *
 * @param requestId the provider's name for the work
 * @param costUsd what the provider charges for it, decimal and not negative
 * @param completedAt by the worker's clock
 * @param unusable what was told besides, and left out
 */
public record Told(String provider, String requestId, String costUsd, Instant completedAt, List<Unusable> unusable) {
    public Told {
        unusable = List.copyOf(unusable);
    }

    /** What can be used of what was said, the same for messages and jobs; each part may be null. */
    public static Told of(Hearsay provider, Hearsay requestId, Hearsay costUsd, Hearsay completedAt) {
        Judgement judgement = new Judgement();
        return new Told(
                judgement.provider(provider),
                judgement.requestId(requestId),
                judgement.costUsd(costUsd),
                judgement.completedAt(completedAt),
                judgement.unusable());
    }

    /** Whether the provider can be expected to charge for the work even if it came to nothing. */
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
