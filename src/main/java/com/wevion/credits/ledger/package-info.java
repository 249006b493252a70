/**
 * The ledger: each team's two accounts, the holds on them and the append-only history of entries. It is the only writer
 * of balances. {@link com.wevion.credits.ledger.Ledger} takes operations and combines those that arrive together;
 * {@link com.wevion.credits.ledger.Decisions} accepts or refuses each of them; the database function
 * {@code write_changes} writes what that comes to, if everything still is as it was when it was decided.
 */
package com.wevion.credits.ledger;
