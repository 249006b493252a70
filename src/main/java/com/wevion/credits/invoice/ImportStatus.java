package com.wevion.credits.invoice;

/** The status of an import. */
public enum ImportStatus {
    /** Lines are coming in; they do not count yet. */
    LOADING,
    /** Its lines count. */
    IMPORTED,
    /** A corrected file took its place; its lines are kept and do not count. */
    SUPERSEDED,
    /** Nothing of the file was taken; there is a reason. */
    REFUSED,
    /** Its server died, or nothing came any more; the file is to be sent again. */
    INTERRUPTED,
    /** The same file had been imported before and counts. */
    DUPLICATE
}
