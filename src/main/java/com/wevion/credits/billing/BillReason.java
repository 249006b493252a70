package com.wevion.credits.billing;

/** Why a bill is made. */
enum BillReason {
    /** The month was over. */
    MONTH,
    /** The spending limit was nearly used up, and the team has {@code autoBill}. */
    LIMIT,
    /** An operator asked for it. */
    OPERATOR
}
