package com.wevion.credits.event.mail;

import com.wevion.credits.event.EventType;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Extent;
import com.wevion.credits.platform.access.Party;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whom an event may be told: those who may see in the pages what it tells. */
final class Audience {
    private Audience() {}

    /** The types that somebody with this role may be told of, as far as they are about the person itself. */
    static List<EventType> types(Party role) {
        return Stream.of(EventType.values())
                .filter(type -> !type.isOfThePlatform())
                .filter(type -> maySee(type, role, true))
                .toList();
    }

    /** The types that operators are told of: those of the platform, and what it has to decide. */
    static List<EventType> ofOperators() {
        return Stream.of(EventType.values())
                .filter(type -> type.isOfThePlatform() || type == EventType.APPROVAL_ASKED)
                .toList();
    }

    /**
     * True if somebody with this role may be told of it.
     *
     * @param isAboutOneself true for what is about the person itself
     */
    static boolean maySee(EventType type, Party role, boolean isAboutOneself) {
        boolean isOwn = isAboutOneself && isOfAMember(type);
        return isOwn
                || action(type)
                        .filter(action -> action.extent(role) == Extent.ALL)
                        .isPresent();
    }

    private static boolean isOfAMember(EventType type) {
        return action(type)
                .filter(action -> action == Action.ADMINISTER_MEMBERS)
                .isPresent();
    }

    private static Optional<Action> action(EventType type) {
        return Optional.ofNullable(
                switch (type) {
                    case BALANCE_LOW, BALANCE_EMPTY, BALANCE_RECOVERED -> Action.READ_BALANCE;
                    case SPENDING_LIMIT_NEAR,
                            SPENDING_LIMIT_REACHED,
                            SPENDING_LIMIT_RECOVERED,
                            BILL_DUE,
                            BILL_PAID,
                            BILL_FAILED -> Action.READ_BILLS;
                    case MEMBER_CAP_NEAR, MEMBER_CAP_REACHED, MEMBER_CAP_RECOVERED -> Action.ADMINISTER_MEMBERS;
                    case PURCHASE_CREDITED,
                            PURCHASE_CLAWED_BACK,
                            PURCHASE_REINSTATED,
                            DISPUTE_OPENED,
                            DISPUTE_CLOSED,
                            TOP_UP_FAILED -> Action.READ_PURCHASES;
                    case APPROVAL_ASKED -> Action.DECIDE_APPROVALS;
                    case INVOICE_REFUSED, RECONCILIATION_ENDED, RECONCILIATION_TROUBLE, AUDIT_VIOLATION -> null;
                });
    }
}
