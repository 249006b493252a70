package com.wevion.credits.dev;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Leaves only warnings of the broker and of the migrations that run in this JVM. */
final class QuietLogs {
    // held, as loggers nobody holds are forgotten with their level
    private static final List<Logger> QUIET = List.of(
            Logger.getLogger("org.apache.activemq"),
            Logger.getLogger("org.apache.activemq.audit"),
            Logger.getLogger("io.netty"),
            Logger.getLogger("org.flywaydb"));

    private QuietLogs() {}

    static void apply() {
        QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
    }
}
