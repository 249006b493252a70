package com.wevion.credits.purchase;

/** An event that may happen to a payment that was received. */
public enum Happening {
    /** Of everything that is left. */
    REFUND,
    PARTIAL_REFUND,
    /** The latest refund that is left. */
    REFUND_FAILED,
    REFUND_CANCELLED,
    DISPUTE_OPENED,
    /** The latest dispute that is open. */
    DISPUTE_WON,
    DISPUTE_LOST,
    /** The latest dispute that was lost is won after all. */
    DISPUTE_REVERSED
}
