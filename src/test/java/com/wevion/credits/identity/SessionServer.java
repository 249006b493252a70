package com.wevion.credits.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.wevion.credits.dev.Crowd;
import com.wevion.credits.dev.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Sessions as one server has them, on a real database, by a clock that stands still until it is set. */
record SessionServer(Sessions sessions, PageTokens pageTokens, SettableClock clock) {
    static final String ADDRESS = "https://people.example";
    static final Duration IDLE = Duration.ofMinutes(30);
    static final Duration LONGEST = Duration.ofMinutes(300);
    static final Duration TOKEN = Duration.ofMinutes(10);
    static final int MAX_PER_PERSON = 3;
    static final ProviderTokens TOKENS = new ProviderTokens("refresh-me-again", "who-i-am");

    private static final String KEYS = new JWKSet(SigningKey.rsa("k1").publicKey()).toString();

    static SessionServer on(DataSource database) {
        return on(database, ADDRESS, PlatformRole.SUPER_ADMIN.name());
    }

    /** One that trusts an issuer with some roles. */
    static SessionServer on(DataSource database, String issuer, String grants) {
        Issuers issuers = TestIssuer.issuers(Map.of(
                "credits.issuers", "people",
                "credits.issuers.people.address", issuer,
                "credits.issuers.people.grants", grants,
                "credits.issuers.people.keys", KEYS));
        SettableClock clock = new SettableClock();
        Sessions sessions = new Sessions();
        sessions.database = database;
        sessions.clock = clock;
        sessions.idleMinutes = IDLE.toMinutes();
        sessions.longestMinutes = LONGEST.toMinutes();
        sessions.maxPerPerson = MAX_PER_PERSON;
        sessions.issuers = issuers;
        PageTokens pageTokens = new PageTokens();
        pageTokens.database = database;
        pageTokens.clock = clock;
        pageTokens.sessions = sessions;
        pageTokens.issuers = issuers;
        pageTokens.tokenMinutes = TOKEN.toMinutes();
        return new SessionServer(sessions, pageTokens, clock);
    }

    Instant now() {
        return clock.instant();
    }

    /** Somebody of whom the provider has said so much that it need not be asked again. */
    Identity person() {
        return personUntil(now().plus(LONGEST).plus(LONGEST));
    }

    Identity personUntil(Instant until) {
        UUID id = UUID.randomUUID();
        Set<PlatformRole> roles = EnumSet.of(PlatformRole.SUPER_ADMIN);
        return new Identity(ADDRESS, id.toString(), id, "Paula", roles, until, Optional.empty());
    }

    Session begin(Identity person) {
        return sessions.begin(person, Optional.of(TOKENS), (sql, session) -> {});
    }

    /** The results of threads that do the same at the same moment. */
    static <T> List<T> together(int threads, Crowd.Work<T> work) throws InterruptedException {
        List<Crowd.Result<T>> results = Crowd.of(threads, work);
        assertThat(results).extracting(Crowd.Result::thrown).containsOnlyNulls();
        return results.stream().map(Crowd.Result::value).toList();
    }

    /** As a request with the cookie finds it. */
    Optional<Session> find(Session session) {
        return sessions.find(session.secret().text());
    }

    boolean has(Session session) {
        return find(session).isPresent();
    }

    /** The token that a page gets by the cookie. */
    String token(Session session) {
        return pageTokens.give(find(session).orElseThrow()).pageToken();
    }
}
