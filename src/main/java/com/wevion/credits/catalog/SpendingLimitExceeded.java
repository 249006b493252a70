package com.wevion.credits.catalog;

import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.ProblemType;
import com.wevion.credits.platform.Refusal;
import java.util.Map;

/** The job does not fit into what is left of the team's creative spending limit (D1, D7). */
public final class SpendingLimitExceeded extends Refusal {

    private static final long serialVersionUID = 1L;

    private final long requiredNanos;
    private final long availableNanos;
    private final long limitNanos;

    public SpendingLimitExceeded(long requiredNanos, long availableNanos, long limitNanos) {
        super(
                ProblemType.SPENDING_LIMIT_EXCEEDED,
                "%s USD are needed, %s are left of the spending limit of %s."
                        .formatted(
                                Unit.USD.format(requiredNanos),
                                Unit.USD.format(availableNanos),
                                Unit.USD.format(limitNanos)));
        this.requiredNanos = requiredNanos;
        this.availableNanos = availableNanos;
        this.limitNanos = limitNanos;
    }

    @Override
    public Map<String, Object> members() {
        return Map.of(
                "required", Unit.USD.format(requiredNanos),
                "available", Unit.USD.format(availableNanos),
                "unit", Unit.USD.code(),
                "spendingLimit", Unit.USD.format(limitNanos));
    }
}
