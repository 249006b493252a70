package com.wevion.credits.benchmark;

import com.wevion.credits.dev.LedgerChecks;
import java.util.List;

/** What every design wrote must keep the rules; else it was not the same work. */
final class Checks {
    /** Beyond this they take too long for every run. */
    private static final int MOST_ENTRIES = 100_000;

    private Checks() {}

    /** @throws IllegalStateException if a query of {@code sql/checks} finds anything */
    static void mustHold(Book book) {
        if (book.entries() > MOST_ENTRIES) {
            return;
        }
        List<String> violations = LedgerChecks.violations(book.database().url());
        if (!violations.isEmpty()) {
            throw new IllegalStateException("The books are wrong: " + violations);
        }
        System.out.println("  all of sql/checks hold");
    }
}
