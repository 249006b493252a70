/** Parquet files as CSV, by a library that is not part of the WAR: it is half as large as the service, and CSV is always offered too. */
package com.wevion.credits.invoice.format.parquet;
