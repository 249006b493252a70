package com.wevion.credits.approval;

import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.platform.Invalid;
import jakarta.validation.constraints.Size;
import java.util.stream.Stream;

/**
 * The body of {@code POST /teams/{teamId}/approvals}: somebody asks for more.
 *
 * @param kind absent for a higher monthly cap
 * @param account of a cap
 * @param monthlyCap decimal in the account's unit
 * @param spendingLimit decimal in USD
 * @param credits decimal
 * @param until the time at which a cap or limit is what it was again; null for always
 * @param reason for the person who decides
 */
public record ApprovalRequest(
        ApprovalKind kind,
        AccountKind account,
        String monthlyCap,
        String spendingLimit,
        String credits,
        String until,
        @Size(max = 500) String reason) {
    /** The kind, MEMBER_CAP if none is named. */
    public ApprovalKind kindOrCap() {
        return kind == null ? ApprovalKind.MEMBER_CAP : kind;
    }

    /**
     * Checks that it has what its kind has, and nothing of another kind.
     *
     * @throws Invalid naming the fields
     */
    void check() {
        ApprovalKind wanted = kindOrCap();
        if (!wanted.isAWish()) {
            throw new Invalid("kind", "is asked for by the operation itself");
        }
        var violations = Stream.of(
                        violation("account", account, wanted == ApprovalKind.MEMBER_CAP),
                        violation("monthlyCap", monthlyCap, wanted == ApprovalKind.MEMBER_CAP),
                        violation("spendingLimit", spendingLimit, wanted == ApprovalKind.SPENDING_LIMIT),
                        violation("credits", credits, wanted == ApprovalKind.MORE_CREDITS))
                .flatMap(found -> found)
                .toList();
        if (!violations.isEmpty()) {
            throw new Invalid(violations);
        }
        if (until != null && wanted == ApprovalKind.MORE_CREDITS) {
            throw new Invalid("until", "is not of this kind");
        }
    }

    private static Stream<Invalid.Violation> violation(String field, Object value, boolean isOfTheKind) {
        if (isOfTheKind == (value != null)) {
            return Stream.empty();
        }
        return Stream.of(new Invalid.Violation(field, isOfTheKind ? "is required" : "is not of this kind"));
    }
}
