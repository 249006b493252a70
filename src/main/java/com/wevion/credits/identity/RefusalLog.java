package com.wevion.credits.identity;

import com.wevion.credits.platform.OneLine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Logs why callers are refused, without their tokens, up to a number of lines a minute. Thread-safe. */
@ApplicationScoped
public class RefusalLog {
    private static final Logger LOG = Logger.getLogger(RefusalLog.class.getName());
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    @Inject
    @ConfigProperty(name = "credits.identity.refusals.logged")
    int maxPerMinute;

    private long minuteBegan = System.nanoTime();
    private int said;
    private int unsaid;

    /** Logs a refusal, within the limit. */
    public void refused(String why) {
        if (mayBeSaid()) {
            LOG.log(Level.INFO, "A caller was refused: {0}", OneLine.of(why));
        }
    }

    private synchronized boolean mayBeSaid() {
        if (System.nanoTime() - minuteBegan > MINUTE) {
            if (unsaid > 0) {
                LOG.log(Level.INFO, "{0} more callers were refused.", unsaid);
            }
            minuteBegan = System.nanoTime();
            said = 0;
            unsaid = 0;
        }
        if (said < maxPerMinute) {
            said++;
            return true;
        }
        unsaid++;
        return false;
    }
}
