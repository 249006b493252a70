package com.wevion.credits.ledger.book;

/** The two accounts of a team (D1). */
public enum AccountKind {
    /** Prepaid: bought in packages, never below zero. */
    CREDITS(Unit.CREDITS),
    /** Postpaid: goes down from zero as creative usage accrues, as far as the spending limit. */
    CREATIVE(Unit.USD);

    private final Unit unit;

    AccountKind(Unit unit) {
        this.unit = unit;
    }

    /** The unit that the account counts in. */
    public Unit unit() {
        return unit;
    }
}
