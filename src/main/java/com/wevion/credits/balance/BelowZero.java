package com.wevion.credits.balance;

import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.ledger.operation.InsufficientFunds;
import com.wevion.credits.platform.ProblemType;
import com.wevion.credits.platform.Refusal;
import java.io.Serial;
import java.util.Map;

/** 422: the adjustment would take more than what is available. */
public final class BelowZero extends Refusal {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String required;
    private final String available;
    private final String unit;

    BelowZero(InsufficientFunds funds, Unit unit) {
        super(
                ProblemType.BELOW_ZERO,
                "The adjustment takes %s %s, but %s are available."
                        .formatted(
                                unit.format(funds.requiredUnits()), unit.code(), unit.format(funds.availableUnits())));
        this.required = unit.format(funds.requiredUnits());
        this.available = unit.format(funds.availableUnits());
        this.unit = unit.code();
    }

    @Override
    public Map<String, Object> members() {
        return Map.of("required", required, "available", available, "unit", unit);
    }
}
