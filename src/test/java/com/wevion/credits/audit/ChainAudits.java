package com.wevion.credits.audit;

import java.time.LocalDate;
import java.util.Optional;
import javax.sql.DataSource;

/** Chain audits and checkpoints without keys, for tests of other packages. */
public final class ChainAudits {
    private ChainAudits() {}

    /** An audit of the books in this database. */
    public static ChainAudit of(DataSource dataSource) {
        return new ChainAudit(dataSource, checkpoints(dataSource), 20_000, 100);
    }

    /** Takes the checkpoint of a day. */
    public static void takeCheckpoint(DataSource dataSource, LocalDate day) {
        checkpoints(dataSource).take(day);
    }

    private static Checkpoints checkpoints(DataSource dataSource) {
        return new Checkpoints(dataSource, new CheckpointKeys(Optional.empty(), Optional.empty()), AuditBook.CLOCK);
    }
}
