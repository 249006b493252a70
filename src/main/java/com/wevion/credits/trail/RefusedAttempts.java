package com.wevion.credits.trail;

import com.wevion.credits.platform.Rounds;
import com.wevion.credits.platform.database.DatabaseFailure;
import com.wevion.credits.platform.database.Retried;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Records what callers tried without being allowed to, up to a number a minute; the others are counted in a line of their own. Thread-safe. */
@ApplicationScoped
public class RefusedAttempts {
    private static final Logger LOG = Logger.getLogger(RefusedAttempts.class.getName());
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Inject
    AuditLog log;

    @Inject
    @ConfigProperty(name = "credits.audit.refusals.minute")
    int maxOfAll;

    @Inject
    @ConfigProperty(name = "credits.audit.refusals.caller.minute")
    int maxOfOne;

    private RefusalBudget budget;

    @PostConstruct
    void start() {
        budget = new RefusalBudget(maxOfAll, maxOfOne);
    }

    void begin(@Observes Rounds rounds) {
        rounds.every("audit refusals", MINUTE, this::tellLeftOut);
    }

    /** Records one, within the limits. The answer stays what it is, even if this fails. */
    public void record(Author by, AuditEvent event) {
        if (budget.admits(Objects.toString(by.personId(), by.origin().address()))) {
            try {
                log.recordAlone(by, event, Outcome.REFUSED);
            } catch (DatabaseFailure e) {
                budget.leaveOut(1);
                Retried.log(LOG, "A refused attempt could not be recorded and is only counted", e);
            }
        }
    }

    private void tellLeftOut() {
        budget.nextMinute().ifPresent(this::tell);
    }

    private void tell(long number) {
        try {
            log.recordAlone(
                    Author.PLATFORM,
                    new AuditEvent(
                            AuditAction.REFUSALS_LEFT_OUT, null, "refusals", null, null, Map.of("number", number)),
                    Outcome.REFUSED);
        } catch (DatabaseFailure e) {
            budget.leaveOut(number);
            throw e;
        }
    }
}
