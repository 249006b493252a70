package com.wevion.credits.invoice.format;

import java.io.Serial;

/** A row that is not imported; the rest of the file is. */
final class RowRefused extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param reason for a person, without the line */
    RowRefused(String reason) {
        super(reason, null, false, false);
    }
}
