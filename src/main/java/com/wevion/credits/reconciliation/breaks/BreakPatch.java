package com.wevion.credits.reconciliation.breaks;

import jakarta.validation.constraints.Size;

/**
 * The change of a break; null leaves a value as it is.
 *
 * @param owner the person who works on it; empty for nobody
 * @param note empty for none
 */
record BreakPatch(
        BreakState state,

        @Size(max = 200, message = "must have at most 200 characters")
        String owner,

        @Size(max = 2000, message = "must have at most 2000 characters")
        String note) {}
