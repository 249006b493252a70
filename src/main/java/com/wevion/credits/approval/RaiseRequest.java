package com.wevion.credits.approval;

import com.wevion.credits.ledger.book.AccountKind;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * The body of {@code POST /teams/{teamId}/approvals}: a member asks for a higher monthly cap.
 *
 * @param monthlyCap decimal in the account's unit
 * @param until the time at which the cap is what it was again; null for always
 * @param reason for the person who decides
 */
record RaiseRequest(
        @NotNull AccountKind account,
        @NotNull String monthlyCap,
        String until,
        @Size(max = 500) String reason) {}
