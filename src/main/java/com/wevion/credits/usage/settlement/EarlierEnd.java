package com.wevion.credits.usage.settlement;

import com.wevion.credits.ledger.AnomalyKind;

/** The end that work had had before a report of it came, which therefore charges nothing (D8). */
public enum EarlierEnd {
    /** Its time was over: the report is late. Messages and jobs alike. */
    EXPIRED(AnomalyKind.LATE),
    /** It was cancelled, as only jobs are (D20); kept among the late ones, since a provider may have done it all the same. */
    CANCELLED(AnomalyKind.LATE),
    /** Another report ended it, which stands; this one contradicts it. */
    REPORTED(AnomalyKind.CONTRADICTION);

    private final AnomalyKind anomaly;

    EarlierEnd(AnomalyKind anomaly) {
        this.anomaly = anomaly;
    }

    AnomalyKind anomaly() {
        return anomaly;
    }
}
