/**
 * The ledger: each team's two accounts, the holds on them and the append-only history of entries. It is the only writer
 * of balances. The features inject {@link com.wevion.credits.ledger.Ledger}, which posts operations, and the beans beside it,
 * which open accounts and read. The rooms, each of which may use those before it:
 *
 * <ul>
 *   <li>{@code book}: accounts, holds and entries as they are kept, and their units
 *   <li>{@code operation}: what the ledger can be asked to do, its answers and its refusals
 *   <li>{@code decision}: accepts or refuses each operation, in memory, and makes the rows that the accepted ones come to
 *   <li>{@code transaction}: combines the operations that arrive together, and lets the database function {@code write_changes} write
 *       what was decided, if everything still is as it was then
 * </ul>
 *
 * <p>The other packages use {@code book} and {@code operation}; the last two are the ledger's own, as a test says.
 */
package com.wevion.credits.ledger;
