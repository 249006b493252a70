/**
 * The formats of providers' files: each is read row by row into charges, and only the row that cannot be read is refused. Knows no
 * database.
 */
package com.wevion.credits.invoice.format;
