package com.wevion.credits.billing;

/** The status of a bill. */
enum BillStatus {
    /** Recorded; its invoice is not finished at Stripe. */
    PENDING,
    /** To be paid. */
    OPEN,
    /** Paid and credited; what of it has gone back since is told beside it. */
    PAID,
    /** A payment failed; still to be paid. */
    FAILED,
    /** Not to be paid: its amount is billed again by the next bill. */
    VOID
}
