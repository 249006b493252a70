package com.wevion.credits.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.platform.Unauthenticated;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The renewal of a session by its provider's answer, and by its issuer's settings, as two servers on one database have them. */
class SessionRenewalTest {
    private static final HikariDataSource POOL = ScratchDatabase.migrated().pool();
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SessionServer one = SessionServer.on(POOL);
    private final SessionServer other = SessionServer.on(POOL);
    private final Session session = one.begin(one.person());

    @AfterAll
    static void close() {
        POOL.close();
    }

    @Test
    void isRenewedByOneServerAtATimeAndByAnotherOneWhenThatIsLost() throws InterruptedException {
        Duration longest = Duration.ofSeconds(1);
        other.clock().advance(Duration.ofHours(1)); // its clock does not count here
        List<Boolean> began = SessionServer.together(
                16, number -> (number % 2 == 0 ? one : other).sessions().beginRenewal(session, longest));
        assertThat(began).containsOnlyOnce(true);
        assertThat(one.find(session).orElseThrow().renewing()).isTrue();

        // The server that asks was killed, and never says what it heard.
        await().until(() -> other.sessions().beginRenewal(session, Duration.ofMinutes(1)));
    }

    @Test
    void isRenewedOnceByAllThatHaveReadIt() {
        Session early = one.find(session).orElseThrow();
        assertThat(one.sessions().beginRenewal(session, MINUTE)).isTrue();
        Identity known = session.identity();
        Identity later = new Identity(
                known.issuer(),
                known.subject(),
                known.personId(),
                "Paula Provider",
                Set.of(),
                one.now().plus(MINUTE),
                Optional.empty());
        one.sessions().renewed(session, later, new ProviderTokens("next", "who-i-am"));

        assertThat(other.sessions().beginRenewal(early, MINUTE)).isFalse();
        other.sessions().refused(early);
        Session renewed = one.find(session).orElseThrow();
        assertThat(renewed.identity()).isEqualTo(later);
        assertThat(renewed.providerTokens().orElseThrow().refresh()).isEqualTo("next");
        assertThat(one.sessions().beginRenewal(renewed, MINUTE)).isTrue();
        one.sessions().notRenewed(renewed);
        assertThat(other.sessions().beginRenewal(renewed, MINUTE)).isTrue();
        one.sessions().refused(renewed);
        assertThat(one.has(session)).isFalse();
    }

    @Test
    void countsNoMoreWhenItsIssuerDoesNot() {
        String token = one.token(session);
        SessionServer elsewhere = SessionServer.on(POOL, "https://workers.example", "SUPER_ADMIN");
        assertThat(elsewhere.has(session)).isFalse();
        assertThatThrownBy(() -> elsewhere.pageTokens().identity(token)).isInstanceOf(Unauthenticated.class);

        SessionServer stricter = SessionServer.on(POOL, "https://people.example", "");
        assertThat(stricter.find(session).orElseThrow().identity().roles()).isEmpty();
        assertThat(stricter.pageTokens().identity(token).roles()).isEmpty();
        assertThat(one.pageTokens().identity(token).roles()).containsExactly(PlatformRole.SUPER_ADMIN);
    }
}
