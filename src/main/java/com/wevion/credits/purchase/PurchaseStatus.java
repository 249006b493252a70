package com.wevion.credits.purchase;

/** The status of a purchase. */
enum PurchaseStatus {
    /** Not paid yet. */
    PENDING,
    /** Paid and credited. */
    PAID,
    /** The payment failed for good. */
    FAILED,
    /** It was not paid in time. */
    EXPIRED,
    /** Paid and credited, and all of it has gone back since (D15). */
    CLAWED_BACK,
    /** Paid and credited; the buyer's bank disputes the payment, and what is unspent is frozen (D15). */
    DISPUTED
}
