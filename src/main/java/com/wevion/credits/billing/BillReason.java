package com.wevion.credits.billing;

/** The reason for a bill. */
enum BillReason {
    /** The month was over. */
    MONTH,
    /** The spending limit was nearly used up, and the team has {@code autoBill}. */
    LIMIT,
    /** An operator asked for it. */
    OPERATOR
}
