package com.wevion.credits.catalog;

import com.wevion.credits.ledger.Unit;
import com.wevion.credits.platform.ProblemType;
import com.wevion.credits.platform.Refusal;
import java.util.Map;

/** The job does not fit into what is left of the team's creative spending limit (D1, D7). */
public final class SpendingLimitExceeded extends Refusal {

    private static final long serialVersionUID = 1L;

    private final long requiredMicros;
    private final long availableMicros;
    private final long limitMicros;

    public SpendingLimitExceeded(long requiredMicros, long availableMicros, long limitMicros) {
        super(
                ProblemType.SPENDING_LIMIT_EXCEEDED,
                "%s USD are needed, %s are left of the spending limit of %s."
                        .formatted(
                                Unit.USD.format(requiredMicros),
                                Unit.USD.format(availableMicros),
                                Unit.USD.format(limitMicros)));
        this.requiredMicros = requiredMicros;
        this.availableMicros = availableMicros;
        this.limitMicros = limitMicros;
    }

    @Override
    public Map<String, Object> members() {
        return Map.of(
                "required", Unit.USD.format(requiredMicros),
                "available", Unit.USD.format(availableMicros),
                "unit", Unit.USD.code(),
                "spendingLimit", Unit.USD.format(limitMicros));
    }
}
