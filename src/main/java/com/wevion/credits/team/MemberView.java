package com.wevion.credits.team;

import com.wevion.credits.ledger.book.Unit;
import java.util.UUID;

/** A member as the API shows it; a cap of null is no cap. */
record MemberView(UUID userId, Role role, String displayName, String monthlyCapCredits, String monthlyCapUsd) {
    static MemberView of(Member member) {
        Membership membership = member.membership();
        return new MemberView(
                member.userId(),
                membership.role(),
                membership.displayName(),
                NonNegative.decimal(Unit.CREDITS, membership.capCreditsMicros()),
                NonNegative.decimal(Unit.USD, membership.capUsdNanos()));
    }
}
