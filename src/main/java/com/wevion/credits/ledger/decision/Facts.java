package com.wevion.credits.ledger.decision;

import com.wevion.credits.ledger.book.AdmittedWork;
import com.wevion.credits.ledger.book.EntryRecord;
import com.wevion.credits.ledger.book.HoldRecord;
import com.wevion.credits.ledger.operation.Hold;
import com.wevion.credits.ledger.operation.Posting;
import java.util.UUID;

/**
 * The facts that decisions rest on. Those of {@link Memory} may have been overtaken, and it knows nothing that it does not remember;
 * those that are looked up are final if they are read under the accounts' locks.
 */
public interface Facts {
    /** Thrown if a fact is not remembered, or the answer would be one that must not rest on memory. */
    final class NotCertain extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Costs no stack trace: it is thrown for every batch that memory does not suffice for. */
        public NotCertain() {
            super(null, null, false, false);
        }
    }

    /** The account; null if there is none. */
    AccountFacts account(long accountId);

    /** A member's use of an account; {@link MemberFacts#NONE} if there is no row. */
    MemberFacts member(MemberFacts.Key key);

    /** The work whose hold is on this account; null if there is none. */
    AdmittedWork work(UUID holdId, long accountId);

    /** The hold, if it has ended; null if it is open. */
    HoldRecord ended(UUID holdId);

    /** The hold of an earlier request with the same key; null if there is none. */
    HoldRecord earlier(Hold hold);

    /** The entry of an earlier posting with the same id; null if there is none. */
    EntryRecord earlier(Posting posting);

    /**
     * To be called before an operation is refused by figures: nothing is written then, so nothing is compared once more. What is
     * refused by something that is only ever looked up, such as an earlier request, needs no call.
     */
    void requireFinal();
}
