package com.wevion.credits.identity.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.dev.SettableClock;
import com.wevion.credits.dev.TeamRows;
import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.Unauthenticated;
import com.wevion.credits.platform.access.Party;
import com.wevion.credits.platform.database.DatabaseFailure;
import com.wevion.credits.platform.database.Sql;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The life of API keys, as two servers on one database see it. */
class ApiKeysTest {
    private static final HikariDataSource POOL = ScratchDatabase.migrated().pool();
    private static final int MAX = 3;
    private static final Duration DAY = Duration.ofDays(1);
    private static final UUID OLGA = UUID.randomUUID();
    private static final BiConsumer<Sql, ApiKey> ALONE = (sql, key) -> {};

    private final SettableClock clock = new SettableClock();
    private final ApiKeys one = server(3_600);
    private final ApiKeys other = server(0);
    private final UUID team = UUID.randomUUID();

    ApiKeysTest() {
        TeamRows.insert(POOL, team, OLGA);
    }

    @AfterAll
    static void close() {
        POOL.close();
    }

    private ApiKeys server(long cacheSeconds) {
        ApiKeys keys = new ApiKeys();
        keys.database = POOL;
        keys.clock = clock;
        keys.cacheSeconds = cacheSeconds;
        keys.cacheEntries = 100;
        keys.max = MAX;
        keys.start();
        return keys;
    }

    private KeyDraft draft(UUID teamId, Party... scopes) {
        return new KeyDraft(
                teamId,
                "Ada's script",
                List.of(scopes),
                OLGA,
                clock.instant().plus(DAY),
                UUID.randomUUID().toString(),
                new byte[] {1},
                ALONE);
    }

    private static String secret(KeptKey kept) {
        return kept.secret().orElseThrow().text();
    }

    @Test
    void isKnownToEachServerByItsSecretAsItWasMade() {
        KeptKey made = one.make(draft(team, Party.METER, Party.READ));

        assertThat(other.authenticated(secret(made))).isEqualTo(made.key()).isEqualTo(one.authenticated(secret(made)));
        assertThat(made.key().teamId()).isEqualTo(team);
        assertThat(made.key().scopes()).containsExactly(Party.METER, Party.READ);
        assertThat(made.key().expiresAt()).isEqualTo(clock.instant().plus(DAY));
        assertThat(made.key().isFor(team)).isTrue();
        assertThat(made.key().isFor(UUID.randomUUID())).isFalse();
    }

    @Test
    void isMadeOnceAndItsSecretIsToldOnce() {
        KeyDraft draft = draft(team, Party.READ);

        KeptKey first = one.make(draft);
        KeptKey again = other.make(draft);

        assertThat(again.key()).isEqualTo(first.key());
        assertThat(again.secret()).isEmpty();
        assertThat(one.list(team, new UUID(-1, -1), 10)).containsExactly(first.key());
    }

    @Test
    void isNowhereInTheDatabase() {
        KeptKey made = one.make(draft(team, Party.READ));

        String row = Sql.on(POOL)
                .first(
                        "SELECT k::text AS whole FROM api_key k WHERE id = ?",
                        found -> found.getString("whole"),
                        made.key().id())
                .orElseThrow();

        assertThat(row)
                .contains(made.key().beginning())
                .doesNotContain(secret(made).substring(12));
    }

    @Test
    void saysWhyAKeyIsRefused() {
        KeptKey made = one.make(draft(team, Party.READ));
        String unknown = KeySecret.next(true).text();

        assertThatThrownBy(() -> one.authenticated(secret(made) + "x"))
                .isInstanceOf(Unauthenticated.class)
                .hasMessageContaining("checksum");
        assertThatThrownBy(() -> one.authenticated(unknown)).hasMessage("There is no such API key.");
    }

    @Test
    void endsByItselfOnServersThatRememberIt() {
        String secret = secret(one.make(draft(team, Party.READ)));
        one.authenticated(secret);
        clock.advance(DAY);

        assertThatThrownBy(() -> one.authenticated(secret)).hasMessageContaining("has expired");
        assertThatThrownBy(() -> other.authenticated(secret)).hasMessageContaining("has expired");
    }

    @Test
    void endsAtOnceOnTheServerThatRevokesIt() {
        KeptKey made = one.make(draft(team, Party.READ));
        one.authenticated(secret(made));

        one.revoke(team, made.key().id(), OLGA, ALONE);
        one.revoke(team, made.key().id(), UUID.randomUUID(), ALONE);

        assertThatThrownBy(() -> one.authenticated(secret(made)))
                .hasMessage("The API key " + made.key().beginning() + " has been revoked.");
        assertThatThrownBy(() -> other.authenticated(secret(made))).hasMessageContaining("has been revoked");
        assertThat(one.list(team, new UUID(-1, -1), 10).get(0).revokedBy()).isEqualTo(OLGA);
    }

    @Test
    void isRememberedForNoLongerThanTheSettingSays() {
        KeptKey made = one.make(draft(team, Party.READ));
        one.authenticated(secret(made));
        other.revoke(team, made.key().id(), OLGA, ALONE);

        assertThat(one.authenticated(secret(made)).id()).isEqualTo(made.key().id());
        assertThatThrownBy(() -> server(3_600).authenticated(secret(made))).hasMessageContaining("has been revoked");
    }

    @Test
    void isReplacedByOneWithItsNameAndScopesWhileItGoesOn() {
        KeptKey former = one.make(draft(team, Party.METER));
        one.authenticated(secret(former));
        KeyDraft next = draft(team);

        KeptKey rotated = one.rotate(former.key().id(), next, clock.instant().plusSeconds(60));

        assertThat(rotated.key().name()).isEqualTo(former.key().name());
        assertThat(rotated.key().scopes()).isEqualTo(former.key().scopes());
        assertThat(rotated.key().replaces()).isEqualTo(former.key().id());
        assertThat(one.rotate(former.key().id(), next, clock.instant()).secret())
                .isEmpty();
        clock.advance(Duration.ofSeconds(59));
        one.authenticated(secret(former));
        clock.advance(Duration.ofSeconds(1));
        assertThatThrownBy(() -> one.authenticated(secret(former))).hasMessageContaining("has expired");
        assertThat(other.authenticated(secret(rotated))).isEqualTo(rotated.key());
    }

    @Test
    void isReplacedOnceAndNotAfterItsEnd() {
        KeptKey former = one.make(draft(team, Party.METER));
        Instant soon = clock.instant().plusSeconds(60);
        one.rotate(former.key().id(), draft(team), soon);
        assertThatThrownBy(() -> one.rotate(former.key().id(), draft(team), soon))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("already");

        KeptKey ended = one.make(draft(team, Party.METER));
        one.revoke(team, ended.key().id(), OLGA, ALONE);
        assertThatThrownBy(() -> one.rotate(ended.key().id(), draft(team), soon))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("ended");
    }

    @Test
    void doesNotExistForAnotherTeamNorForThePlatform() {
        KeptKey made = one.make(draft(team, Party.READ));
        UUID id = made.key().id();

        for (UUID elsewhere : new UUID[] {UUID.randomUUID(), null}) {
            assertThatThrownBy(() -> one.revoke(elsewhere, id, OLGA, ALONE)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> one.rotate(id, draft(elsewhere), clock.instant()))
                    .isInstanceOf(NotFound.class);
            assertThat(one.list(elsewhere, new UUID(-1, -1), 100)).doesNotContain(made.key());
        }
        assertThat(one.authenticated(secret(made))).isEqualTo(made.key());
    }

    @Test
    void areNoMoreThanAllowedHoweverManyAreMadeAtATime() throws InterruptedException {
        AtomicInteger refused = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CountDownLatch done = new CountDownLatch(8);
        for (int i = 0; i < 8; i++) {
            threads.execute(() -> {
                try {
                    one.make(draft(team, Party.READ));
                } catch (Conflict e) {
                    refused.incrementAndGet();
                } finally {
                    done.countDown();
                }
            });
        }
        done.await();
        threads.shutdown();

        assertThat(refused).hasValue(8 - MAX);
        List<ApiKey> made = one.list(team, new UUID(-1, -1), 10);
        assertThat(made).hasSize(MAX);
        one.revoke(team, made.get(0).id(), OLGA, ALONE);
        one.make(draft(team, Party.READ));
    }

    @Test
    void reportsNothingForATeamWhateverTheApplicationSays_D19() {
        assertThatThrownBy(() -> one.make(draft(team, Party.REPORT)))
                .isInstanceOf(DatabaseFailure.class)
                .rootCause()
                .hasMessageContaining("api_key_of_a_team_reports_nothing");
        assertThat(new ApiKey(
                                UUID.randomUUID(),
                                team,
                                "n",
                                List.of(Party.READ, Party.REPORT),
                                "crk_t_",
                                OLGA,
                                Instant.EPOCH,
                                Instant.MAX,
                                null,
                                null,
                                null,
                                null,
                                null)
                        .parties())
                .containsExactly(Party.READ);
        KeptKey ofThePlatform = one.make(draft(null, Party.REPORT));
        assertThat(other.authenticated(secret(ofThePlatform)).parties()).containsExactly(Party.REPORT);
        one.revoke(null, ofThePlatform.key().id(), OLGA, ALONE);
    }

    @Test
    void saysWhichHaveEnded() {
        UUID active = one.make(draft(team, Party.READ)).key().id();
        UUID revoked = one.make(draft(team, Party.READ)).key().id();
        one.revoke(team, revoked, OLGA, ALONE);
        UUID unknown = UUID.randomUUID();

        assertThat(other.endedAmong(Set.of(active, revoked, unknown))).containsExactlyInAnyOrder(revoked, unknown);
        clock.advance(DAY);
        assertThat(other.endedAmong(Set.of(active))).containsExactly(active);
    }

    @Test
    void keepsTheLatestUse() {
        ApiKey key = one.make(draft(team, Party.READ)).key();

        one.used(key.id(), clock.instant(), "192.0.2.1");
        other.used(key.id(), clock.instant().minusSeconds(1), "192.0.2.2");

        ApiKey used = one.list(team, new UUID(-1, -1), 1).get(0);
        assertThat(used.usedAt()).isEqualTo(clock.instant());
        assertThat(used.usedFrom()).isEqualTo("192.0.2.1");
    }
}
