package com.wevion.credits.approval;

/** The kinds of things that are asked for. */
public enum ApprovalKind {
    /** A higher monthly cap of a member. */
    MEMBER_CAP("monthlyCap"),
    /** A higher limit for unpaid creative work. */
    SPENDING_LIMIT("spendingLimit"),
    /** Credits, which somebody who may buy them buys. */
    MORE_CREDITS("credits"),
    /** Another owner of the team. */
    OWNER_CHANGE("userId"),
    /** A correction of a balance. */
    ADJUSTMENT("amount"),
    /** A price list. */
    CATALOG_VERSION("catalog");

    private final String field;

    ApprovalKind(String field) {
        this.field = field;
    }

    /** The field of the request that has what is wanted. */
    String field() {
        return field;
    }

    /** True if people ask for it by itself; the others come of operations that need a second person. */
    boolean isAWish() {
        return this == MEMBER_CAP || this == SPENDING_LIMIT || this == MORE_CREDITS;
    }

    /** True if only people of the platform decide, and see it. */
    public boolean isOfThePlatform() {
        return this == ADJUSTMENT || this == CATALOG_VERSION;
    }
}
