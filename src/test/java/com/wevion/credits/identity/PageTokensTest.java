package com.wevion.credits.identity;

import static com.wevion.credits.identity.SessionServer.LONGEST;
import static com.wevion.credits.identity.SessionServer.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.platform.Unauthenticated;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The token of a session's pages: each server takes it, and nobody can forge it, for as long as the session lasts. */
class PageTokensTest {
    private static final HikariDataSource POOL = ScratchDatabase.migrated().pool();
    private static final int ASKERS = 16;
    private static final int PREFIX = "page_".length();
    private static final int SESSION_CHARACTERS = 21; // and two bits of the next one

    private final SessionServer one = SessionServer.on(POOL);
    private final SessionServer other = SessionServer.on(POOL);
    private final Session session = one.begin(one.person());

    @AfterAll
    static void close() {
        POOL.close();
    }

    private void advance(Duration time) {
        one.clock().advance(time);
        other.clock().advance(time);
    }

    private static void refuses(SessionServer server, String token) {
        assertThatThrownBy(() -> server.pageTokens().identity(token)).as(token).isInstanceOf(Unauthenticated.class);
    }

    @Test
    void isOfThePersonInTheSessionUntilItEnds() {
        Identity caller = other.pageTokens().identity(one.token(session));

        assertThat(caller.session()).contains(session.id());
        assertThat(caller.personId()).isEqualTo(session.identity().personId());
        assertThat(caller.roles()).containsExactly(PlatformRole.SUPER_ADMIN);
        assertThat(caller.until()).isEqualTo(one.now().plus(TOKEN).truncatedTo(ChronoUnit.SECONDS));
    }

    @Test
    void isTheSameForAllPagesAndServersThatAskAtATimeThoughTheirClocksDiffer() throws InterruptedException {
        other.clock().advance(Duration.ofMillis(1_500));

        List<String> tokens = SessionServer.together(ASKERS, number -> (number % 2 == 0 ? one : other).token(session));

        assertThat(tokens).hasSize(ASKERS).containsOnly(tokens.get(0));
        assertThat(one.pageTokens().identity(tokens.get(0)).session()).contains(session.id());
        assertThat(other.pageTokens().identity(tokens.get(0)).session()).contains(session.id());
    }

    @Test
    void isTheSameForAllThatAskForTheNextOneAndTheFormerOneGoesOn() throws InterruptedException {
        String former = one.token(session);
        advance(TOKEN.minusSeconds(60));

        List<String> next = SessionServer.together(ASKERS, number -> (number % 2 == 0 ? one : other).token(session));

        assertThat(next).containsOnly(next.get(0)).doesNotContain(former);
        assertThat(one.pageTokens().identity(former).session()).contains(session.id());
        advance(Duration.ofSeconds(60));
        refuses(one, former);
        assertThat(other.pageTokens().identity(next.get(0)).session()).contains(session.id());
        advance(TOKEN);
        refuses(other, next.get(0));
    }

    @Test
    void isTheSameWhileItLastsAWhileYet() {
        String token = one.token(session);
        advance(TOKEN.minusSeconds(92));
        assertThat(other.token(session)).isEqualTo(token);
    }

    @Test
    void endsWithItsSessionAtOnceAndSoDoesTheFormerOne() {
        String former = one.token(session);
        advance(TOKEN.minusSeconds(60));
        String token = one.token(session);

        one.sessions().end(session);

        refuses(one, token);
        refuses(other, token);
        refuses(other, former);
    }

    @Test
    void endsWithItsSessionWhenThePersonSignsOutElsewhere() {
        String token = one.token(session);

        other.sessions().end(other.begin(session.identity()), true, (sql, ended) -> {});

        refuses(one, token);
    }

    @Test
    void lastsNoLongerThanItsSessionNorThanWhatTheProviderSaid() {
        Instant end = one.now().plusSeconds(200);
        Session brief = one.begin(one.personUntil(end));
        Session atItsEnd = one.begin(one.person());
        assertThat(one.pageTokens().identity(one.token(brief)).until()).isEqualTo(end.truncatedTo(ChronoUnit.SECONDS));

        while (one.now().plus(TOKEN).isBefore(atItsEnd.endsAt())) {
            advance(TOKEN.dividedBy(2));
            assertThat(one.has(atItsEnd)).isTrue();
        }
        advance(Duration.ofSeconds(1));

        assertThat(one.pageTokens().identity(one.token(atItsEnd)).until())
                .isEqualTo(atItsEnd.endsAt().truncatedTo(ChronoUnit.SECONDS))
                .isBefore(one.now().plus(LONGEST));
    }

    @Test
    void isRefusedWhateverIsChangedInIt() {
        String token = one.token(session);
        for (int at = 0; at < token.length(); at++) {
            char changed = token.charAt(at) == 'A' ? 'B' : 'A';
            refuses(one, token.substring(0, at) + changed + token.substring(at + 1));
            refuses(one, token.substring(0, at));
        }
        for (String wrong : List.of(token + "A", token + "=", " " + token, token.toUpperCase(Locale.ROOT))) {
            refuses(one, wrong);
        }
        refuses(one, "page_" + "!".repeat(token.length() - PREFIX));
        refuses(one, session.secret().text());
        assertThat(one.pageTokens().identity(token).session()).contains(session.id());
    }

    @Test
    void opensNoSessionButItsOwn() {
        Session another = one.begin(session.identity());
        String token = one.token(session);
        String others = one.token(another);

        refuses(one, another.secret().pageToken(session.id(), one.now().plus(TOKEN)));
        refuses(one, others.substring(0, PREFIX + SESSION_CHARACTERS) + token.substring(PREFIX + SESSION_CHARACTERS));
        one.sessions().end(session);
        refuses(one, token);
        assertThat(one.pageTokens().identity(others).session()).contains(another.id());
    }

    @Test
    void isNotMadeByTheServerAheadOfTime() {
        one.token(session);
        refuses(one, session.secret().pageToken(session.id(), one.now().plus(LONGEST)));
    }
}
