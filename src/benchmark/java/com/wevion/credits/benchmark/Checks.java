package com.wevion.credits.benchmark;

import com.wevion.credits.dev.LedgerChecks;
import java.util.List;
import java.util.Set;

/** Checks the rows that each design wrote against the rules; a design that breaks one did not do the same work. */
final class Checks {
    /** Beyond this they take too long for every run. */
    private static final int MAX_ENTRIES = 100_000;

    /** The wallets' credits and debits are of no purchases and jobs. */
    private static final Set<String> OF_CALLERS = Set.of("paid_purchases_are_credited", "usage_has_a_hold");

    private Checks() {}

    /** @throws IllegalStateException if a query of {@code sql/checks} finds anything */
    static void mustHold(Book book) {
        if (book.entries() > MAX_ENTRIES) {
            return;
        }
        List<String> violations = LedgerChecks.violations(book.database().url(), OF_CALLERS);
        if (!violations.isEmpty()) {
            throw new IllegalStateException("The books are wrong: " + violations);
        }
        System.out.println("  all of sql/checks that are about the ledger itself hold");
    }
}
