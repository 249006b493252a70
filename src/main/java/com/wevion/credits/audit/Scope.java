package com.wevion.credits.audit;

import com.wevion.credits.ledger.book.AccountKind;
import java.util.UUID;

/**
 * The accounts that are verified.
 *
 * @param teamId only this team's; null for all
 * @param kind only the team's account of this kind; null for both
 */
record Scope(UUID teamId, AccountKind kind) {
    static final Scope EVERYTHING = new Scope(null, null);

    boolean isEverything() {
        return teamId == null;
    }

    String kindName() {
        return kind == null ? null : kind.name();
    }
}
