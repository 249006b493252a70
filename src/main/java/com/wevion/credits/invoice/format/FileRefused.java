package com.wevion.credits.invoice.format;

import java.io.Serial;

/** A file of which nothing is imported. */
public final class FileRefused extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param reason for a person; it names the line, where there is one */
    public FileRefused(String reason) {
        super(reason, null, false, false);
    }
}
