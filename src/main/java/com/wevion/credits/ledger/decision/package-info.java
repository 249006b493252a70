/**
 * Decides operations, in memory: {@link com.wevion.credits.ledger.decision.Decisions} accepts or refuses each operation of a
 * batch by {@link com.wevion.credits.ledger.decision.Facts}. The rows that the accepted ones come to are made here and nowhere else:
 * the types of new entries, holds and ends cannot be seen from outside, which gets them bound as
 * {@link com.wevion.credits.ledger.decision.Changes} only.
 */
package com.wevion.credits.ledger.decision;
