package com.wevion.credits.ledger.operation;

import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.ProblemType;
import java.io.Serial;
import java.time.Instant;
import java.util.Map;

/** 402: the work does not fit under the member's monthly cap (D13). */
public final class MemberCapExceeded extends OperationRefused {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String cap;
    private final String used;
    private final String unit;
    private final Instant resetsAt;

    public MemberCapExceeded(Unit unit, long capUnits, long usedUnits, Instant resetsAt) {
        super(
                ProblemType.MEMBER_CAP_EXCEEDED,
                "The member's monthly cap of %s %s leaves no room: %s %s are used."
                        .formatted(unit.format(capUnits), unit.code(), unit.format(usedUnits), unit.code()));
        this.cap = unit.format(capUnits);
        this.used = unit.format(usedUnits);
        this.unit = unit.code();
        this.resetsAt = resetsAt;
    }

    @Override
    public Map<String, Object> members() {
        return Map.of("cap", cap, "used", used, "unit", unit, "resetsAt", resetsAt.toString());
    }
}
