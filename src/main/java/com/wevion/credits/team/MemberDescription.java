package com.wevion.credits.team;

import com.wevion.credits.ledger.Unit;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * The body of {@code PUT /teams/{teamId}/members/{userId}}.
 *
 * @param monthlyCapCredits a decimal; null or absent for no cap (D13)
 * @param monthlyCapUsd a decimal; null or absent for no cap (D13)
 */
record MemberDescription(
        @NotNull Role role,
        @NotBlank @Size(max = 200) String displayName,
        String monthlyCapCredits,
        String monthlyCapUsd) {
    Membership membership() {
        return new Membership(
                role,
                displayName,
                NonNegative.micros("monthlyCapCredits", Unit.CREDITS, monthlyCapCredits),
                NonNegative.micros("monthlyCapUsd", Unit.USD, monthlyCapUsd));
    }
}
