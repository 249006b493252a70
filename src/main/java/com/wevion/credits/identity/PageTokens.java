package com.wevion.credits.identity;

import com.wevion.credits.platform.Hashes;
import com.wevion.credits.platform.Unauthenticated;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.time.RealTime;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The tokens with which pages call the API: each belongs to a session, which every request looks up in the database, and ends
 * with it. All pages of a session have the same one for a while, whichever server gave it. Thread-safe.
 */
@ApplicationScoped
public class PageTokens {
    /** The shortest time that a token lasts when it is issued; pages ask for the next one a minute before the end. */
    private static final Duration LEAST = Duration.ofSeconds(90);

    @Resource(lookup = "jdbc/credits")
    DataSource database;

    @Inject
    Sessions sessions;

    @Inject
    Issuers issuers;

    @Inject
    @RealTime
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.session.token.minutes")
    long tokenMinutes;

    /** The session with a token for its pages that still lasts a while, unless the session itself does not. */
    public Session give(Session session) {
        Instant now = clock.instant();
        Instant until = Stream.of(
                        now.plus(Duration.ofMinutes(tokenMinutes)),
                        session.identity().until(),
                        session.endsAt())
                .min(Instant::compareTo)
                .orElseThrow()
                .truncatedTo(ChronoUnit.SECONDS);
        boolean lasts = session.pageTokenUntil().isAfter(now.plus(LEAST));
        if (lasts || !until.isAfter(session.pageTokenUntil())) {
            return session;
        }
        // Of several pages that ask at a time, or servers, one gives the token, and all have it.
        sql().update(
                        """
                        UPDATE browser_session
                           SET former_page_token_hash = page_token_hash, former_page_token_until = page_token_until,
                               page_token_hash = ?, page_token_until = ?
                         WHERE id = ? AND page_token_until = ?""",
                        Hashes.of(session.secret().pageToken(session.id(), until)),
                        until,
                        session.id(),
                        session.pageTokenUntil());
        return sessions.again(session).orElseThrow(PageTokens::ended);
    }

    /**
     * The session of the page that has this token.
     *
     * @throws Unauthenticated if it has ended, or its session has
     */
    Identity identity(String pageToken) {
        Instant now = clock.instant();
        String hash = Hashes.of(pageToken);
        return SessionSecret.sessionOf(pageToken)
                .flatMap(id -> sql().first(
                                """
                                SELECT *, CASE WHEN page_token_hash = ? THEN page_token_until
                                               ELSE former_page_token_until END AS token_until
                                  FROM browser_session
                                 WHERE id = ? AND ends_at > ? AND seen_at > ?
                                   AND (page_token_hash = ? AND page_token_until > ?
                                        OR former_page_token_hash = ? AND former_page_token_until > ?)""",
                                row -> SessionRow.identity(row).in(id, Sql.instant(row, "token_until")),
                                hash,
                                id,
                                now,
                                sessions.idleSince(now),
                                hash,
                                now,
                                hash,
                                now))
                .flatMap(issuers::stillCounts)
                .orElseThrow(PageTokens::ended);
    }

    private static Unauthenticated ended() {
        return new Unauthenticated("The session of this page has ended.");
    }

    private Sql sql() {
        return Sql.on(database);
    }
}
