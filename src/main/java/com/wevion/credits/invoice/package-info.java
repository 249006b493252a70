/**
 * The providers' bills: files in FOCUS and other formats, imported line by line by REST or from a watched folder. A file counts as a whole
 * or not at all, once, and until a corrected one supersedes it.
 */
package com.wevion.credits.invoice;
