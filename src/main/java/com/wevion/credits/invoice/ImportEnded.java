package com.wevion.credits.invoice;

import com.wevion.credits.platform.Unavailable;
import java.io.Serial;

/** 503: for too long nothing came of the file, and its import was ended. */
final class ImportEnded extends Unavailable {
    @Serial
    private static final long serialVersionUID = 1L;

    ImportEnded() {
        super("Nothing of the file arrived for too long, so its import was ended; send it again.");
    }
}
