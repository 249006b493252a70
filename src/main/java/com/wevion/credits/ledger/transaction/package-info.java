/**
 * Gets operations into the database: {@link com.wevion.credits.ledger.transaction.Combiner} takes what waits into one batch. The
 * batch is decided by what this server remembers, or by what is looked up, and written in one round trip, under locks only if
 * another server was faster.
 */
package com.wevion.credits.ledger.transaction;
