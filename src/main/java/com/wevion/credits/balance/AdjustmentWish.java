package com.wevion.credits.balance;

import com.wevion.credits.ledger.book.AccountKind;

/**
 * A correction that a second person has to approve, as it is kept and shown.
 *
 * @param amount signed decimal in the account's unit
 */
record AdjustmentWish(AccountKind account, String amount) {}
