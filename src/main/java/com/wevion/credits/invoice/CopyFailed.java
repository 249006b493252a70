package com.wevion.credits.invoice;

import java.io.Serial;
import java.sql.SQLException;

/** A piece of an import did not arrive; the cause tells whether the database was away. */
final class CopyFailed extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    CopyFailed(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}
