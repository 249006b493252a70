/**
 * Holds usage records against invoices: a Jakarta Batch job, nightly and on demand, that matches both sides, names each break by
 * its cause, audits the ledger and writes a report.
 */
package com.wevion.credits.reconciliation;
