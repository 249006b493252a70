package com.wevion.credits.team;

import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.trail.PersonalValue;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A membership of a team.
 *
 * @param capCreditsMicros the monthly cap in micro-credits, null for none (D13)
 * @param capUsdNanos the monthly cap in nano-dollars, null for none (D13)
 */
public record Membership(Role role, String displayName, Long capCreditsMicros, Long capUsdNanos) {
    /** As the audit log has it. */
    Map<String, Object> recorded(UUID userId) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("role", role.name());
        fields.put("displayName", PersonalValue.of(userId, displayName));
        fields.put("monthlyCapCredits", NonNegative.decimal(Unit.CREDITS, capCreditsMicros));
        fields.put("monthlyCapUsd", NonNegative.decimal(Unit.USD, capUsdNanos));
        return fields;
    }

    Long capUnits(AccountKind account) {
        return account == AccountKind.CREDITS ? capCreditsMicros : capUsdNanos;
    }

    Membership withCap(AccountKind account, long capUnits) {
        return account == AccountKind.CREDITS
                ? new Membership(role, displayName, capUnits, capUsdNanos)
                : new Membership(role, displayName, capCreditsMicros, capUnits);
    }

    static Membership withoutCaps(Role role, String displayName) {
        return new Membership(role, displayName, null, null);
    }
}
