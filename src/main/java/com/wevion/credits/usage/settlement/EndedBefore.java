package com.wevion.credits.usage.settlement;

import com.wevion.credits.ledger.book.HoldKind;
import com.wevion.credits.ledger.book.HoldState;
import com.wevion.credits.platform.ProblemType;
import com.wevion.credits.platform.Refusal;
import java.io.Serial;

/** 409: the work had ended before this report, which is recorded as an anomaly and charges nothing (D8). */
public final class EndedBefore extends Refusal {
    @Serial
    private static final long serialVersionUID = 1L;

    EndedBefore(HoldKind kind, EarlierEnd end, HoldState state) {
        super(ProblemType.CONFLICT, detail(kind == HoldKind.JOB ? "The job" : "The message", end, state));
    }

    private static String detail(String work, EarlierEnd end, HoldState state) {
        String recordedAsLate = " before this completion; nothing is charged, and the completion is recorded as late.";
        return switch (end) {
            case EXPIRED -> work + " had expired" + recordedAsLate;
            case CANCELLED -> work + " was cancelled" + recordedAsLate;
            case REPORTED ->
                work + " is " + state + " by another completion; that one stands, and this one is recorded.";
        };
    }
}
