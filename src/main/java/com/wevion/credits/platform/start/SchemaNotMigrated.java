package com.wevion.credits.platform.start;

import java.io.Serial;

/** The schema is older than this server, whose role in the database may not change that. */
final class SchemaNotMigrated extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * @param role of the database, as whom the server connects
     * @param server as {@code V030}
     * @param schema as {@code V029}
     */
    SchemaNotMigrated(String role, String server, String schema) {
        super(
                "The schema is " + schema + " and this server needs " + server + " with its functions, but the role "
                        + role
                        + " may not change the schema. Run server-config/Migrate.java as its owner, then start the server again.");
    }
}
