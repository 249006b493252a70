package com.wevion.credits.platform.start;

import java.io.Serial;

/** The schema of the database does not serve this server any more. */
final class SchemaTooNew extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** All three as {@code V030}. */
    SchemaTooNew(String server, String schema, String oldestServed) {
        super("This server (" + server + ") is too old for its database: the schema is " + schema
                + " and serves servers from " + oldestServed + " on. Nothing was changed; start a newer server.");
    }
}
