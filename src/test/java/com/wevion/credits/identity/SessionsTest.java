package com.wevion.credits.identity;

import static com.wevion.credits.identity.SessionServer.IDLE;
import static com.wevion.credits.identity.SessionServer.LONGEST;
import static com.wevion.credits.identity.SessionServer.MAX_PER_PERSON;
import static com.wevion.credits.identity.SessionServer.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.platform.database.Sql;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The beginning, renewal and end of browser sessions, as two servers on one database have them. */
class SessionsTest {
    private static final HikariDataSource POOL = ScratchDatabase.migrated().pool();
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SessionServer one = SessionServer.on(POOL);
    private final SessionServer other = SessionServer.on(POOL);
    private final Session session = one.begin(one.person());

    @AfterAll
    static void close() {
        POOL.close();
    }

    private void advance(Duration time) {
        one.clock().advance(time);
        other.clock().set(one.now());
    }

    @Test
    void isKnownToEachServerAsItWasBegun() {
        Session found = other.find(session).orElseThrow();

        assertThat(found.identity()).isEqualTo(session.identity());
        assertThat(found.id()).isEqualTo(session.id());
        assertThat(found.endsAt()).isEqualTo(one.now().plus(LONGEST));
        assertThat(found.providerTokens()).contains(TOKENS);
    }

    @Test
    void endsWhenItIsNotUsedForAWhile() {
        String token = one.token(session);
        advance(IDLE.minusMillis(1));
        assertThat(other.sessions().endedAmong(Set.of(session.id()))).isEmpty();

        advance(Duration.ofMillis(1));

        assertThat(other.has(session)).isFalse();
        assertThatThrownBy(() -> other.pageTokens().identity(token)).hasMessage("The session of this page has ended.");
        assertThat(other.sessions().endedAmong(Set.of(session.id()))).containsExactly(session.id());
    }

    @Test
    void goesOnWhileItIsUsedAtWhicheverServer() {
        for (int use = 0; use < 4; use++) {
            advance(IDLE.minusMillis(1));
            assertThat((use % 2 == 0 ? one : other).has(session)).isTrue();
        }
    }

    @Test
    void endsAfterItsLongestTimeHoweverMuchItIsUsed() {
        Instant end = one.now().plus(LONGEST);
        while (one.now().plus(MINUTE).isBefore(end)) {
            advance(MINUTE);
            assertThat(one.has(session)).isTrue();
        }

        advance(MINUTE);

        assertThat(one.has(session)).isFalse();
        assertThat(one.sessions().endedAmong(Set.of(session.id()))).containsExactly(session.id());
    }

    @Test
    void endsBySigningOutAtOnceAndAlone() {
        Session another = one.begin(session.identity());

        one.sessions().end(session);

        assertThat(other.has(session)).isFalse();
        assertThat(other.has(another)).isTrue();
    }

    @Test
    void endsWithAllOthersOfThePersonBySigningOutEverywhere() {
        Session another = other.begin(session.identity());
        Session somebodyElses = other.begin(other.person());

        one.sessions().end(session, true, (sql, ended) -> {});

        assertThat(List.of(session, another)).noneMatch(other::has);
        assertThat(other.has(somebodyElses)).isTrue();
    }

    @Test
    void endsWhenThePersonBeginsMoreThanAllowed() {
        Session somebodyElses = one.begin(one.person());
        for (int more = 1; more < MAX_PER_PERSON; more++) {
            advance(MINUTE);
            one.begin(session.identity());
        }
        assertThat(one.has(session)).isTrue();

        advance(MINUTE);
        Session last = one.begin(session.identity());

        assertThat(one.has(session)).isFalse();
        assertThat(one.has(last)).isTrue();
        assertThat(one.has(somebodyElses)).isTrue();
        assertThat(sessionsOf(session.identity())).isEqualTo(MAX_PER_PERSON);
    }

    @Test
    void areNoMoreThanAllowedHoweverManyBeginAtATime() throws InterruptedException {
        SessionServer.together(16, number -> one.begin(session.identity()));

        assertThat(sessionsOf(session.identity())).isEqualTo(MAX_PER_PERSON);
    }

    private static long sessionsOf(Identity person) {
        return Sql.on(POOL)
                .first(
                        "SELECT count(*) AS sessions FROM browser_session WHERE person_id = ?",
                        row -> row.getLong("sessions"),
                        person.personId())
                .orElseThrow();
    }

    @Test
    void saysWhichHaveEnded() {
        Session idle = one.begin(one.person());
        Session signedOut = one.begin(one.person());
        UUID unknown = UUID.randomUUID();
        one.sessions().end(signedOut);
        advance(IDLE.minus(MINUTE));
        assertThat(one.has(session)).isTrue();
        advance(MINUTE);

        Set<UUID> ended = other.sessions().endedAmong(List.of(session.id(), idle.id(), signedOut.id(), unknown));

        assertThat(ended).containsExactlyInAnyOrder(idle.id(), signedOut.id(), unknown);
        assertThat(other.sessions().endedAmong(List.of())).isEmpty();
    }

    @Test
    void forgetsThoseThatHaveEndedAndNoOthers() {
        Session idle = one.begin(one.person());
        advance(IDLE.minus(MINUTE));
        assertThat(one.has(session)).isTrue();
        one.sessions().forgetEnded();
        assertThat(sessionsOf(idle.identity())).isOne();

        advance(MINUTE);
        one.sessions().forgetEnded();

        assertThat(sessionsOf(idle.identity())).isZero();
        assertThat(sessionsOf(session.identity())).isOne();
        assertThat(one.has(session)).isTrue();
    }

    @Test
    void forgetsThoseThatWereUsedToTheirEnd() {
        while (one.has(session)) {
            advance(IDLE.dividedBy(2));
        }

        one.sessions().forgetEnded();

        assertThat(sessionsOf(session.identity())).isZero();
    }

    @Test
    void keepsNothingByWhichSomebodyCouldBeSomebodyElse() {
        String token = one.token(session);

        String row = Sql.on(POOL)
                .first(
                        "SELECT s::text AS whole FROM browser_session s WHERE id = ?",
                        found -> found.getString("whole"),
                        session.id())
                .orElseThrow();

        assertThat(row).contains("Paula", session.identity().personId().toString());
        assertThat(Stream.of(session.secret().text(), token, TOKENS.refresh(), TOKENS.id()))
                .noneMatch(row::contains);
        assertThat(row).doesNotContain(token.substring(token.length() - 43)); // without whose session it is
    }

    @Test
    void isOpenedByItsOwnSecretOnly() {
        Session another = one.begin(session.identity());
        String sealed = one.find(session).orElseThrow().sealed();

        assertThat(session.secret().open(sealed)).isEqualTo(TOKENS.json());
        assertThatThrownBy(() -> another.secret().open(sealed)).isInstanceOf(IllegalStateException.class);
        assertThat(one.begin(session.identity()).sealed()).isNotEqualTo(sealed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "no base64 at all!",
                "AAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAA",
                "00000000-0000-0000-0000-000000000000",
                "' OR true --"
            })
    void isNotFoundByWhatIsNoCookieOfOurs(String cookie) {
        assertThat(one.sessions().find(cookie)).isEmpty();
    }
}
