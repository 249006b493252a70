/**
 * The providers' bills: files in FOCUS and other formats, imported line by line by REST or from a watched folder. A file counts as a whole
 * or not at all, once, and until a corrected one supersedes it. Which earlier files that is says the SQL function {@code
 * related_imports}; where it is unclear the file is refused with a question. A refused file needs an answer as long as it is in the view
 * {@code unanswered_import}, which {@link com.wevion.credits.invoice.RefusedImports} counts.
 */
package com.wevion.credits.invoice;
