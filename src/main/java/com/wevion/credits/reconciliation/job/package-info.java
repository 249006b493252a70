/**
 * The batch job: stages what is compared, matches it slice by slice, has the rules name what differs, audits the books and writes
 * the report. A run that a server has abandoned is taken over by another one, from the last checkpoint on.
 */
package com.wevion.credits.reconciliation.job;
