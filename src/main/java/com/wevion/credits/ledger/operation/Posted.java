package com.wevion.credits.ledger.operation;

import com.wevion.credits.ledger.book.EntryRecord;
import java.time.Instant;

/**
 * A direct posting that was made; a repetition gets the same figures.
 *
 * @param replayed true if it had been made before
 * @param sequence the number of its entry within the account
 * @param amountUnits signed
 * @param balanceUnits right after it
 */
public record Posted(boolean replayed, long sequence, long amountUnits, long balanceUnits, Instant at) {

    /** The answer to a posting that came again. */
    public static Posted again(EntryRecord entry) {
        return new Posted(true, entry.sequence(), entry.amountUnits(), entry.balanceAfterUnits(), entry.at());
    }

    Posted asReplay() {
        return new Posted(true, sequence, amountUnits, balanceUnits, at);
    }
}
