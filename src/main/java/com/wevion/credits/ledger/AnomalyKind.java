package com.wevion.credits.ledger;

/** What can be reported of a piece of work and is not charged. */
public enum AnomalyKind {
    /** A completion after the hold had expired or was voided (D8). */
    LATE,
    /** A completion that contradicts the first one. */
    CONTRADICTION,
    /** More was delivered than requested, and only the request is charged (D7). */
    SURPLUS
}
