package com.wevion.credits.usage;

import com.wevion.credits.catalog.ProviderName;
import com.wevion.credits.ledger.Unit;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * What a completion tells of the provider; each part may be null, and names may be blank. Control characters in names are passed
 * over: the database takes no NUL, and work that was done is charged whatever is told about it.
 *
 * @param requestId the provider's name for the work
 * @param costUsd what the provider charges for it, decimal and not negative
 * @param completedAt by the worker's clock
 */
public record Told(String provider, String requestId, String costUsd, Instant completedAt) {

    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1F\\x7F-\\x9F]");
    private static final Pattern CONTROL_BUT_BLANK = Pattern.compile("[\\x00-\\x1F\\x7F-\\x9F&&[^\\s]]");

    /** Whether the provider can be expected to charge for the work even if it came to nothing. */
    boolean leavesATrace() {
        return namedRequest() != null || costUsd != null;
    }

    String canonicalProvider() {
        return provider == null
                ? null
                : ProviderName.canonical(CONTROL_BUT_BLANK.matcher(provider).replaceAll(""));
    }

    String namedRequest() {
        String name = requestId == null
                ? ""
                : CONTROL.matcher(requestId).replaceAll("").strip();
        return name.isEmpty() ? null : name;
    }

    /** Null if it was not told. */
    Long costNanos() {
        return costUsd == null ? null : Unit.USD.parse(costUsd);
    }
}
