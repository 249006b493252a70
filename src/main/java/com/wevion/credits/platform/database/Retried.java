package com.wevion.credits.platform.database;

import com.wevion.credits.platform.Causes;
import com.wevion.credits.platform.OneLine;
import com.wevion.credits.platform.Unavailable;
import jakarta.jms.JMSException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Logs failures of work that is retried automatically: a temporary one in one line, any other with its trace. */
public final class Retried {
    private Retried() {}

    /** @param what a sentence that says what becomes of it, without a full stop */
    public static void log(Logger log, String what, Throwable failure) {
        if (Causes.of(failure).anyMatch(Retried::passes)) {
            log.log(Level.WARNING, "{0}: {1}", new Object[] {what, OneLine.of(failure.getMessage())});
        } else {
            log.log(Level.WARNING, what, failure);
        }
    }

    private static boolean passes(Throwable failure) {
        return failure instanceof Unavailable || failure instanceof JMSException || Outage.isSignalledBy(failure);
    }
}
