/** The choice of a file's rows: the bill of a whole cloud has many that are none of our work. Knows no format. */
package com.wevion.credits.invoice.format.filter;
