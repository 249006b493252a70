package com.wevion.credits.invoice;

import java.io.Serial;
import java.sql.SQLException;

/** The database failed an import; the cause tells whether it was away. */
final class ImportFailed extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    ImportFailed(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}
