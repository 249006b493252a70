package com.wevion.credits.ledger;

import com.wevion.credits.platform.ProblemType;
import com.wevion.credits.platform.Refusal;
import java.io.Serial;
import java.time.Instant;
import java.util.Map;

/** 402: the work does not fit under the member's monthly cap (D13). */
public final class MemberCapExceeded extends Refusal {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Map<String, Object> members;

    MemberCapExceeded(Unit unit, long capMicros, long usedMicros, Instant resetsAt) {
        super(
                ProblemType.MEMBER_CAP_EXCEEDED,
                "The member's monthly cap of %s %s leaves no room: %s %s are used."
                        .formatted(unit.format(capMicros), unit.code(), unit.format(usedMicros), unit.code()));
        this.members = Map.of(
                "cap", unit.format(capMicros),
                "used", unit.format(usedMicros),
                "unit", unit.code(),
                "resetsAt", resetsAt.toString());
    }

    @Override
    public Map<String, Object> members() {
        return members;
    }
}
