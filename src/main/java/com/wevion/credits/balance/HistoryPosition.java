package com.wevion.credits.balance;

import com.wevion.credits.ledger.book.AccountKind;

/**
 * The end of a page of the history: the sequences below which the next page begins, per account. An account that is not asked for stays at
 * its position.
 */
record HistoryPosition(long credits, long creative) {
    static final HistoryPosition START = new HistoryPosition(Long.MAX_VALUE, Long.MAX_VALUE);

    long of(AccountKind account) {
        return account == AccountKind.CREDITS ? credits : creative;
    }

    HistoryPosition after(AccountKind account, long sequence) {
        return account == AccountKind.CREDITS
                ? new HistoryPosition(sequence, creative)
                : new HistoryPosition(credits, sequence);
    }
}
