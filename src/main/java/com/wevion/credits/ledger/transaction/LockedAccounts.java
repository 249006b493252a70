package com.wevion.credits.ledger.transaction;

import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.database.Retried;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;

/**
 * Looks after the accounts that were put aside since another transaction keeps them locked. It asks for all of them at once
 * which are free, without waiting for any, and tries each of those by itself, since another row that it needs may still be locked.
 */
final class LockedAccounts implements Runnable {
    private static final Logger LOG = Logger.getLogger(LockedAccounts.class.getName());

    private final Poster poster;
    private final Combiner combiner;
    private final Duration pause;

    LockedAccounts(Poster poster, Combiner combiner, Duration pause) {
        this.poster = poster;
        this.combiner = combiner;
        this.pause = pause;
    }

    /** Goes on for as long as there are any. */
    @Override
    public void run() {
        for (List<Long> aside = combiner.toWatch(); !aside.isEmpty(); aside = combiner.toWatch()) {
            try {
                lookAfter(aside);
            } catch (RuntimeException | Error e) { // whatever it is: nobody else looks after them
                Retried.log(LOG, "Locked accounts are not looked after now", e);
            }
            Thread.interrupted(); // or it would not pause
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    private void lookAfter(List<Long> aside) {
        Unavailable refusal = new AccountLocked();
        try {
            combiner.toServe(poster.locked(aside)).forEach(combiner::serve);
        } catch (Unavailable e) { // the database is away: nobody can be served
            refusal = e;
        }
        combiner.refuseImpatient(refusal);
    }
}
