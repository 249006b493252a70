package com.wevion.credits.platform.start;

import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** The migrations without a server, for {@code server-config/Migrate.java}. */
public final class SchemaUpgrade {
    private SchemaUpgrade() {}

    /**
     * Does what a server of this version does first when it starts.
     *
     * @param patienceSeconds the longest time that a server may take which migrates at the moment
     * @return the number of this version
     * @throws SQLException if the database does not answer, or a server takes too long
     */
    public static int bringUp(DataSource database, int patienceSeconds) throws SQLException {
        Schema schema = new Schema(database, Duration.ofSeconds(patienceSeconds), "classpath:db/migration");
        schema.bringUp();
        return schema.server();
    }
}
