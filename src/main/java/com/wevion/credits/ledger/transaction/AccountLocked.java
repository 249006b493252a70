package com.wevion.credits.ledger.transaction;

import com.wevion.credits.platform.Unavailable;
import java.io.Serial;

/** 503: another transaction keeps the team's account locked; nothing was changed, and other teams are not concerned. */
public final class AccountLocked extends Unavailable {
    @Serial
    private static final long serialVersionUID = 1L;

    AccountLocked() {
        super("Another transaction keeps the team's account locked.");
    }
}
