package com.wevion.credits.team.approval;

import com.wevion.credits.approval.Approval;
import com.wevion.credits.approval.Approvals;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.time.Instants;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Caps and limits that are raised for a time. */
final class Raised {
    private Raised() {}

    /**
     * The time at which it ends.
     *
     * @throws Invalid unless it is in the future
     */
    static Instant until(String text, Instant now) {
        Instant until = text == null ? null : Instants.parse("until", text);
        if (until != null && !until.isAfter(now)) {
            throw new Invalid("until", "must be in the future");
        }
        return until;
    }

    /**
     * Sets it back, unless somebody has set another value since; a further raise, made upon this one, goes back as far as this one does. The team
     * has to be locked.
     *
     * @param raised the value that was approved
     * @param present the value that holds
     */
    static void end(Approvals approvals, Approval due, String raised, String present, Consumer<String> set) {
        Optional<String> before = approvals.before(due);
        if (before.isEmpty()) {
            return;
        }
        if (raised.equals(present)) {
            set.accept(before.get());
        } else {
            approvals.passOn(due, before.get());
        }
        approvals.ended(due);
    }
}
