package com.wevion.credits.trail;

import com.wevion.credits.identity.CurrentCaller;
import com.wevion.credits.platform.database.Sql;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Records what is done, each time in the transaction that does it, so that neither is there without the other. What changes nothing is not
 * recorded, and charges are not either: the ledger's entries are the record of those. Thread-safe.
 */
@ApplicationScoped
public class AuditLog {
    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    CurrentCaller caller;

    @Inject
    Clock clock;

    /** Records what the caller of this request does, in the JTA transaction. */
    public void record(AuditEvent event) {
        record(Sql.on(dataSource), event);
    }

    /** Records what the caller of this request does, in the transaction of these statements. */
    public void record(Sql sql, AuditEvent event) {
        author().record(sql, clock.instant(), event);
    }

    /** Records what the platform does by itself, in the JTA transaction. */
    public void recordByPlatform(AuditEvent event) {
        record(Sql.on(dataSource), Author.PLATFORM, event);
    }

    /** Records what somebody does whom this request does not name, as at a sign-in. */
    public void record(Sql sql, Author by, AuditEvent event) {
        by.record(sql, clock.instant(), event);
    }

    /** Records what the caller of this request has done, in a transaction of its own: for what is done elsewhere, as at Stripe. */
    public void recordApart(AuditEvent event) {
        recordAlone(author(), event, Outcome.DONE);
    }

    /** Records an attempt that is refused, or something that changes nothing, in a transaction of its own. */
    void recordAlone(Author by, AuditEvent event, Outcome outcome) {
        Instant now = clock.instant();
        Sql.on(dataSource).together(sql -> {
            AuditLine.of(by, now, event, outcome).write(sql);
            return null;
        });
    }

    /** The personal values of somebody that are still there. */
    public static List<KeptValue> personalValues(Sql sql, UUID personId) {
        return sql.list(
                "SELECT line_id, value FROM audit_personal WHERE person_id = ? ORDER BY line_id, value",
                row -> new KeptValue(Sql.uuid(row, "line_id"), row.getString("value")),
                personId);
    }

    /** Erases them; the lines and their chain keep digests that nobody can try out. Returns how many there were. */
    public static int erase(Sql sql, UUID personId) {
        return sql.update("DELETE FROM audit_personal WHERE person_id = ?", personId);
    }

    /** The caller of this request; the platform itself outside of requests. */
    public Author author() {
        try {
            return Author.of(caller.identity(), caller.origin());
        } catch (ContextNotActiveException e) {
            return Author.PLATFORM;
        }
    }
}
