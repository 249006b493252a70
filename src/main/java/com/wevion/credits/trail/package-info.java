/**
 * The audit log as it is written: who did what to which object, from where, before and after. Every package records what it does by
 * {@link com.wevion.credits.trail.AuditLog}, in the transaction that does it; refused attempts and exports are recorded here for all of
 * them. {@code audit.log} shows it.
 */
package com.wevion.credits.trail;
