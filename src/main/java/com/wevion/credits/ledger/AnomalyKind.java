package com.wevion.credits.ledger;

/** The kinds of reports about work that are not taken as they are. */
public enum AnomalyKind {
    /** A completion after the hold had expired or was voided (D8). */
    LATE,
    /** A completion that contradicts the first one. */
    CONTRADICTION,
    /** More was delivered than requested, and only the request is charged (D7). */
    SURPLUS,
    /** Something was told about the provider that cannot be used; it was left out and the work ended as reported (D22). */
    UNUSABLE
}
