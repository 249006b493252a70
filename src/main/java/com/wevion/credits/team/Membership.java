package com.wevion.credits.team;

import com.wevion.credits.approval.CapRaise;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.trail.PersonalValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

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

    /** The first of the caps that is higher than before, for this member. */
    Optional<CapRaise> raiseOver(Membership before, UUID userId) {
        return Stream.of(AccountKind.values())
                .filter(account -> isHigher(capUnits(account), before.capUnits(account)))
                .map(account ->
                        new CapRaise(userId, account, NonNegative.decimal(account.unit(), capUnits(account)), null))
                .findFirst();
    }

    private static boolean isHigher(Long cap, Long before) {
        return before != null && (cap == null || cap > before);
    }

    /**
     * The request for a cap that a second person has to approve.
     *
     * @throws Invalid if something else changes as well
     */
    CapRaise alone(CapRaise raise, Membership before, boolean rejoins) {
        AccountKind account = raise.account();
        if (rejoins || !equals(before.withCap(account, capUnits(account)))) {
            throw new Invalid(
                    account == AccountKind.CREDITS ? "monthlyCapCredits" : "monthlyCapUsd",
                    "would be raised above " + account.unit().format(before.capUnits(account))
                            + ", which a second person has to approve; raise it by itself");
        }
        return raise;
    }

    Membership withCap(AccountKind account, Long capUnits) {
        return account == AccountKind.CREDITS
                ? new Membership(role, displayName, capUnits, capUsdNanos)
                : new Membership(role, displayName, capCreditsMicros, capUnits);
    }

    static Membership withoutCaps(Role role, String displayName) {
        return new Membership(role, displayName, null, null);
    }
}
