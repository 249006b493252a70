/**
 * What providers bill: files in FOCUS and other formats, taken in line by line by REST or from a watched folder. A file counts
 * as a whole or not at all, once, and until a corrected one takes its place.
 */
package com.wevion.credits.invoice;
