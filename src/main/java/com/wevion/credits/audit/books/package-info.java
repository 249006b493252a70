/**
 * The audit of our own books: the invariants of {@code sql/checks}, the chains since the last verified checkpoint, and Stripe's
 * payments beside the entries of purchases. Each nightly run has one; what it found is in the report, in the metrics and in the health.
 */
package com.wevion.credits.audit.books;
