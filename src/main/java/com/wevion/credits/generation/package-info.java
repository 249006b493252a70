/**
 * Creative work (S7–S11): a job is priced, admitted by a hold on the ledger and written down with it, carried to the
 * workers through an outbox, and ended by a completion, the expiry of its hold, or a cancellation before it was sent; one that was
 * sent is cancelled by asking its workers ({@link com.wevion.credits.generation.Cancellations}). A job's status is the
 * state of its hold, so the two cannot differ. However it ends, its request leaves the outbox in the same transaction unless somebody is
 * sending it, and whoever sends looks first: nobody pays for work that nobody wants any more.
 *
 * <p>{@link com.wevion.credits.generation.Jobs} is the way in, {@link com.wevion.credits.generation.Completions} the way
 * out, for messages and REST alike. What a message-driven bean cannot use becomes a dead letter with its reason and never
 * blocks the messages behind it.
 */
package com.wevion.credits.generation;
