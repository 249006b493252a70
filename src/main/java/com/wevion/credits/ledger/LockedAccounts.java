package com.wevion.credits.ledger;

import com.wevion.credits.platform.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks after the accounts that were put aside since another transaction keeps them locked. It asks for all of them at once
 * which are free, without waiting for any, and tries each of those by itself, since another row that it needs may still be locked.
 */
final class LockedAccounts implements Runnable {
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
            Set<Long> locked = locked(aside);
            aside.stream().filter(account -> !locked.contains(account)).forEach(combiner::serve);
            combiner.refuseImpatient();
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    private Set<Long> locked(List<Long> accounts) {
        try {
            return poster.locked(accounts);
        } catch (Unavailable e) {
            return Set.copyOf(accounts); // the database is away: nobody can be served
        }
    }
}
