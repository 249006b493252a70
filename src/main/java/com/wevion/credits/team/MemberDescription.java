package com.wevion.credits.team;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.Given;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.Invalid.Violation;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.stream.Stream;

/**
 * The body of {@code PUT /teams/{teamId}/members/{userId}}: what is absent stays as it is, and null takes away a cap (D13,
 * D24). No record: those cannot tell the two apart.
 */
final class MemberDescription {
    @JsonSetter(nulls = Nulls.FAIL)
    private Role role;

    @JsonSetter(nulls = Nulls.FAIL)
    @Size(max = 200)
    @Pattern(regexp = Names.NOT_BLANK, message = Names.MUST_NOT_BE_BLANK)
    private String displayName;

    @JsonSetter
    private Given monthlyCapCredits;

    @JsonSetter
    private Given monthlyCapUsd;

    /** The role that it gives; null if it leaves it. */
    Role role() {
        return role;
    }

    /**
     * The membership of somebody who joins, for the first time or again: caps that are not given are none.
     *
     * @throws Invalid without a role or a name
     */
    Membership joining() {
        var missing = Stream.of(missing("role", role), missing("displayName", displayName))
                .flatMap(s -> s)
                .toList();
        if (!missing.isEmpty()) {
            throw new Invalid(missing);
        }
        return of(Membership.withoutCaps(role, displayName));
    }

    private static Stream<Violation> missing(String field, Object value) {
        return value == null ? Stream.of(new Violation(field, "is required for a new member")) : Stream.empty();
    }

    /** The membership of a member after the change. */
    Membership of(Membership now) {
        return new Membership(
                role == null ? now.role() : role,
                displayName == null ? now.displayName() : displayName,
                cap("monthlyCapCredits", Unit.CREDITS, monthlyCapCredits, now.capCreditsMicros()),
                cap("monthlyCapUsd", Unit.USD, monthlyCapUsd, now.capUsdNanos()));
    }

    private static Long cap(String field, Unit unit, Given given, Long now) {
        return given == null ? now : NonNegative.units(field, unit, given.text());
    }
}
