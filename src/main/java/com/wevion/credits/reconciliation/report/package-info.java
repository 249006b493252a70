/** The report of a run: what was billed beside what was recorded, causes, ages and margins, as JSON and CSV. */
package com.wevion.credits.reconciliation.report;
