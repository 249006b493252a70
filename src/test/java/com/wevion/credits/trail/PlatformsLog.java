package com.wevion.credits.trail;

import java.time.Clock;

/** The audit log of a test without a server, in which the platform does everything. */
public final class PlatformsLog {
    private PlatformsLog() {}

    /** One that goes by this clock. */
    public static AuditLog at(Clock clock) {
        AuditLog log = new AuditLog() {
            @Override
            public Author author() {
                return Author.PLATFORM;
            }
        };
        log.clock = clock;
        return log;
    }
}
