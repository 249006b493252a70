package com.wevion.credits.generation.broker;

import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;

/** An outbox without a server. */
public final class TestOutbox {
    private TestOutbox() {}

    /** Of this database, taking so many messages at a time. */
    public static Outbox of(DataSource dataSource, Clock clock, int batch, Duration lease) {
        Outbox outbox = new Outbox();
        outbox.dataSource = dataSource;
        outbox.clock = clock;
        outbox.batch = batch;
        outbox.leaseSeconds = lease.toSeconds();
        return outbox;
    }
}
