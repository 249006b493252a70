/**
 * The ledger: each team's two accounts, the holds on them and the append-only history of entries. It is the only writer
 * of balances. {@link com.wevion.credits.ledger.Ledger} takes operations, combines those that arrive together and lets
 * the database function {@code post_operations} decide and write them in one round trip.
 */
package com.wevion.credits.ledger;
