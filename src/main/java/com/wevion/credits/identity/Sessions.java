package com.wevion.credits.identity;

import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.Rounds;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.time.RealTime;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.ObjIntConsumer;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The sessions of browsers: rows of the database, so that each server knows all of them. A session ends by itself when it was not
 * used for a while, or has lasted long enough. Thread-safe.
 */
@ApplicationScoped
public class Sessions {
    /** A session as its person is told of it. */
    public record Kept(String issuer, String subject, String name, Instant beganAt, Instant endsAt) {}

    private static final Duration SEEN_TO = Duration.ofMinutes(1);

    private static final int ENDED_AT_A_TIME = 10_000;
    private static final Duration BETWEEN_ROUNDS = Duration.ofMinutes(5);

    @Resource(lookup = "jdbc/credits")
    DataSource database;

    @Inject
    Issuers issuers;

    @Inject
    @RealTime
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.session.idle.minutes")
    long idleMinutes;

    @Inject
    @ConfigProperty(name = "credits.session.longest.minutes")
    long longestMinutes;

    @Inject
    @ConfigProperty(name = "credits.session.person.max")
    int maxPerPerson;

    void begin(@Observes Rounds rounds) {
        rounds.every("sessions", BETWEEN_ROUNDS, this::forgetEnded);
    }

    /**
     * Begins a session with a new secret; the person's oldest one ends if there would be too many.
     *
     * @param along told in the same transaction
     */
    public Session begin(Identity person, Optional<ProviderTokens> tokens, BiConsumer<Sql, Session> along) {
        SessionSecret secret = SessionSecret.next();
        Instant now = clock.instant();
        Session begun = Session.begun(
                Ids.next(),
                secret,
                person,
                now,
                now.plus(Duration.ofMinutes(longestMinutes)),
                tokens.map(ProviderTokens::json).map(secret::seal).orElse(null));
        sql().together(sql -> {
            insert(sql, begun, now);
            along.accept(sql, begun);
            return begun;
        });
        // Afterwards, so that of sessions that begin at the same time each is seen.
        sql().update("""
                        DELETE FROM browser_session
                         WHERE id IN (SELECT id FROM browser_session WHERE person_id = ?
                                       ORDER BY began_at DESC, id DESC OFFSET ?)""", person.personId(), maxPerPerson);
        return begun;
    }

    private static void insert(Sql sql, Session begun, Instant now) {
        Identity person = begun.identity();
        sql.update(
                """
                        INSERT INTO browser_session (id, secret_hash, issuer, subject, person_id, name, roles, identity_until,
                                                     began_at, seen_at, ends_at, provider_tokens)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                begun.id(),
                begun.secret().hash(),
                person.issuer(),
                person.subject(),
                person.personId(),
                person.name(),
                String.join(",", person.roleNames()),
                person.until(),
                now,
                now,
                begun.endsAt(),
                begun.sealed());
    }

    /** The session of a cookie, if it has not ended; counts as a use. */
    public Optional<Session> find(String cookie) {
        return SessionSecret.of(cookie).flatMap(this::find);
    }

    /** The same session as it is now, if it has not ended. */
    public Optional<Session> again(Session session) {
        return find(session.secret());
    }

    private Optional<Session> find(SessionSecret secret) {
        Instant now = clock.instant();
        Optional<Session> found =
                sql().first("""
                        SELECT *, lease_until > database_clock() AS renewing
                          FROM browser_session WHERE secret_hash = ? AND ends_at > ? AND seen_at > ?""", row -> SessionRow.session(row, secret), secret.hash(), now, idleSince(now));
        found.filter(session -> session.seenAt().plus(SEEN_TO).isBefore(now))
                .ifPresent(session ->
                        sql().update("UPDATE browser_session SET seen_at = ? WHERE id = ?", now, session.id()));
        return found.flatMap(this::stillCounting);
    }

    private Optional<Session> stillCounting(Session session) {
        return issuers.stillCounts(session.identity()).map(session::of);
    }

    /**
     * True if this request is the one to ask the provider again; no other one does meanwhile. False if another one has done so
     * since the session was read. All servers go by the clock of the database here.
     */
    public boolean beginRenewal(Session session, Duration longest) {
        return sql().update("""
                        UPDATE browser_session SET lease_until = database_clock() + make_interval(secs => ?)
                         WHERE id = ? AND lease_until < database_clock() AND provider_tokens = ?""", longest.toSeconds(), session.id(), session.sealed()) == 1;
    }

    /** Records the provider's answer, unless that has been done since. */
    public void renewed(Session session, Identity person, ProviderTokens tokens) {
        sql().update(
                        """
                        UPDATE browser_session
                           SET name = ?, roles = ?, identity_until = ?, provider_tokens = ?, lease_until = began_at
                         WHERE id = ? AND provider_tokens = ?""",
                        person.name(),
                        String.join(",", person.roleNames()),
                        person.until(),
                        session.secret().seal(tokens.json()),
                        session.id(),
                        session.sealed());
    }

    /** Records that the provider did not answer, so that another request may ask. */
    public void notRenewed(Session session) {
        sql().update(
                        "UPDATE browser_session SET lease_until = began_at WHERE id = ? AND provider_tokens = ?",
                        session.id(),
                        session.sealed());
    }

    /** Ends a session that the provider does not renew, unless it has been renewed since. */
    public void refused(Session session) {
        sql().update(
                        "DELETE FROM browser_session WHERE id = ? AND provider_tokens = ?",
                        session.id(),
                        session.sealed());
    }

    /** Ends this session. */
    public void end(Session session) {
        end(sql(), session);
    }

    private static int end(Sql sql, Session session) {
        return sql.update("DELETE FROM browser_session WHERE id = ?", session.id());
    }

    /**
     * Ends this session, or all sessions of the person.
     *
     * @param along told in the same transaction how many have ended
     */
    public void end(Session session, boolean everywhere, ObjIntConsumer<Sql> along) {
        sql().together(sql -> {
            int ended = everywhere ? endAll(sql, session.identity().personId()) : end(sql, session);
            along.accept(sql, ended);
            return ended;
        });
    }

    /** The sessions of a person, as the person is told of them. */
    public List<Kept> of(UUID personId) {
        return sql().list(
                        "SELECT * FROM browser_session WHERE person_id = ? ORDER BY began_at",
                        row -> new Kept(
                                row.getString("issuer"),
                                row.getString("subject"),
                                row.getString("name"),
                                Sql.instant(row, "began_at"),
                                Sql.instant(row, "ends_at")),
                        personId);
    }

    /** Ends all sessions of a person, in the transaction of these statements; returns how many there were. */
    public int endAll(Sql sql, UUID personId) {
        return sql.update("DELETE FROM browser_session WHERE person_id = ?", personId);
    }

    /** The ended ones among these, for streams, which outlast the request that began them. */
    public Set<UUID> endedAmong(Collection<UUID> sessions) {
        if (sessions.isEmpty()) {
            return Set.of();
        }
        Instant now = clock.instant();
        return Set.copyOf(
                sql().list("""
                        SELECT asked.id FROM unnest(?::uuid[]) AS asked (id)
                         WHERE NOT EXISTS (SELECT FROM browser_session s
                                            WHERE s.id = asked.id AND s.ends_at > ? AND s.seen_at > ?)""", row -> Sql.uuid(row, "id"), sessions.toArray(UUID[]::new), now, idleSince(now)));
    }

    /** Deletes sessions that have ended by themselves. */
    void forgetEnded() {
        Instant now = clock.instant();
        sql().update("""
                        DELETE FROM browser_session
                         WHERE id IN (SELECT id FROM browser_session WHERE ends_at <= ? OR seen_at <= ? LIMIT ?)""", now, idleSince(now), ENDED_AT_A_TIME);
    }

    /** The time before which a session's last use makes it unused. */
    Instant idleSince(Instant now) {
        return now.minus(Duration.ofMinutes(idleMinutes));
    }

    private Sql sql() {
        return Sql.on(database);
    }
}
