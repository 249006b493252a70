/**
 * The language of the ledger's callers: the operations, each with its own type of answer, and the refusals. A
 * {@link com.wevion.credits.ledger.operation.Hold} sets an amount aside; it ends by a
 * {@link com.wevion.credits.ledger.operation.Settle}, a {@link com.wevion.credits.ledger.operation.Void} or an
 * {@link com.wevion.credits.ledger.operation.Expire}. A {@link com.wevion.credits.ledger.operation.Posting} or a
 * {@link com.wevion.credits.ledger.operation.Reversal} changes a balance without a hold.
 */
package com.wevion.credits.ledger.operation;
