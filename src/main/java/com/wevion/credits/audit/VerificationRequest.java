package com.wevion.credits.audit;

import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.platform.Invalid;
import java.util.UUID;

/**
 * The scope of a verification.
 *
 * @param teamId only this team's accounts; null for everything
 * @param account only the team's account of this kind; null for both
 */
record VerificationRequest(UUID teamId, AccountKind account) {

    /**
     * The accounts it means.
     *
     * @throws Invalid if it names a kind of account and no team
     */
    Scope scope() {
        if (teamId == null && account != null) {
            throw new Invalid("teamId", "is required with an account");
        }
        return new Scope(teamId, account);
    }
}
