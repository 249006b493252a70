/**
 * The formats of providers' files: each is read row by row into charges, and a row that cannot be read is refused by itself. Knows no
 * database.
 */
package com.wevion.credits.invoice.format;
