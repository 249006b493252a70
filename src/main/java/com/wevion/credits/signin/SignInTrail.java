package com.wevion.credits.signin;

import com.wevion.credits.identity.Session;
import com.wevion.credits.platform.OneLine;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.http.Origin;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.AuditEvent;
import com.wevion.credits.trail.AuditLog;
import com.wevion.credits.trail.Author;
import com.wevion.credits.trail.RefusedAttempts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sign-ins and sign-outs in the audit log. Thread-safe. */
@ApplicationScoped
class SignInTrail {
    private static final String OBJECT = "session";

    @Inject
    AuditLog log;

    @Inject
    RefusedAttempts refusals;

    @Inject
    @ConfigProperty(name = "credits.web.client.address.header")
    Optional<String> addressHeader;

    void signedIn(Sql sql, Session begun, HttpServletRequest request) {
        Author person = Author.of(begun.caller(), origin(request));
        Map<String, ?> until = Map.of("until", begun.endsAt().toString());
        log.record(sql, person, AuditEvent.of(AuditAction.SIGNED_IN, OBJECT, person.credential(), null, until));
    }

    /** @param sessions the number of those that ended */
    void signedOut(Sql sql, Session session, int sessions, HttpServletRequest request) {
        Author person = Author.of(session.caller(), origin(request));
        Map<String, ?> ended = Map.of("sessions", sessions);
        log.record(sql, person, AuditEvent.of(AuditAction.SIGNED_OUT, OBJECT, person.credential(), ended, null));
    }

    void refused(String why, HttpServletRequest request) {
        refusals.record(
                Author.of(null, origin(request)),
                new AuditEvent(
                        AuditAction.SIGN_IN_REFUSED, null, OBJECT, null, null, Map.of("reason", OneLine.of(why))));
    }

    private Origin origin(HttpServletRequest request) {
        return Origin.of(request, addressHeader);
    }
}
