package com.wevion.credits.invoice.format;

import java.io.Serial;

/** A file of which nothing is imported. */
public final class FileRefused extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean empty;

    /** @param reason for a person; it names the line, where there is one */
    public FileRefused(String reason) {
        this(reason, false);
    }

    private FileRefused(String reason, boolean empty) {
        super(reason, null, false, false);
        this.empty = empty;
    }

    /** The refusal of a file that is of the format and has no row: as a part among others it does no harm. */
    static FileRefused empty(String reason) {
        return new FileRefused(reason, true);
    }

    /** True if the file is of the format and has no row. */
    public boolean isEmpty() {
        return empty;
    }
}
