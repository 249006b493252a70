package com.wevion.credits.team;

import com.wevion.credits.ledger.MemberUse;
import com.wevion.credits.ledger.book.Unit;
import java.util.UUID;

/**
 * A member in the list of them; a cap of null is no cap.
 *
 * @param usedCredits of the cap, this month: charges and open holds (D13)
 * @param usedUsd of the cap, this month: charges and open holds (D13)
 */
record ListedMember(
        UUID userId,
        Role role,
        String displayName,
        String monthlyCapCredits,
        String monthlyCapUsd,
        String usedCredits,
        String usedUsd) {
    static ListedMember of(Member member, MemberUse use) {
        MemberView view = MemberView.of(member);
        return new ListedMember(
                view.userId(),
                view.role(),
                view.displayName(),
                view.monthlyCapCredits(),
                view.monthlyCapUsd(),
                Unit.CREDITS.format(use.creditsMicros()),
                Unit.USD.format(use.usdNanos()));
    }
}
