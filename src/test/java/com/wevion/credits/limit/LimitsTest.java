package com.wevion.credits.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.identity.Identity;
import com.wevion.credits.identity.PlatformRole;
import com.wevion.credits.platform.http.Costly;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Decisions of the limits, at times that the test sets. */
class LimitsTest {
    private static final UUID TEAM = UUID.randomUUID();

    private final AtomicLong nanos = new AtomicLong();
    private final Limits limits = limits(10, 20, 0);
    private final Identity olga = person();

    private Limits limits(long person, long team, long service) {
        Limits made = new Limits();
        made.personRequests = person;
        made.teamRequests = team;
        made.serviceRequests = service;
        made.windowSeconds = 2;
        made.checkouts = 3;
        made.imports = 0;
        made.whatIfs = 1;
        made.max = 50;
        made.begin(new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return nanos.get();
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }
        });
        return made;
    }

    private static Identity person(PlatformRole... roles) {
        UUID id = UUID.randomUUID();
        return new Identity("i", id.toString(), id, "n", Set.of(roles), Instant.MAX, Optional.empty());
    }

    private long allowed(int asked) {
        return IntStream.range(0, asked)
                .filter(i -> limits.ofCaller(olga).orElseThrow().isAllowed())
                .count();
    }

    @Test
    void letAPersonSendAWindowsRequestsAtOnceAndThenItsRate() {
        assertThat(allowed(100)).isEqualTo(20);

        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(allowed(100)).isEqualTo(10);

        nanos.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(allowed(100)).isEqualTo(20);
    }

    @Test
    void sayWhatIsLeftAndWhenThereIsRoomAgain() {
        Use first = limits.ofCaller(olga).orElseThrow();
        assertThat(first.quota().policy()).isEqualTo("\"person\";q=20;w=2");
        assertThat(first.item()).isEqualTo("\"person\";r=19;t=2");

        allowed(19);
        Use refused = limits.ofCaller(olga).orElseThrow();
        assertThat(refused.isAllowed()).isFalse();
        assertThat(refused.delay()).isEqualTo(Duration.ofMillis(100));
        assertThat(refused.item()).isEqualTo("\"person\";r=0;t=1");

        nanos.addAndGet(refused.delay().toNanos());
        assertThat(allowed(100)).isOne();
    }

    @Test
    void areOfOneCallerEach() {
        allowed(100);

        assertThat(limits.ofCaller(person()).orElseThrow().isAllowed()).isTrue();
    }

    @Test
    void countATeamForAllItsPeopleAndNotForAnother() {
        for (int i = 0; i < 40; i++) {
            assertThat(limits.ofTeam(person(), TEAM).orElseThrow().isAllowed()).isTrue();
        }
        assertThat(limits.ofTeam(person(), TEAM).orElseThrow().isAllowed()).isFalse();
        assertThat(limits.ofTeam(person(), UUID.randomUUID()).orElseThrow().isAllowed())
                .isTrue();
    }

    @Test
    void holdAHostNotAtAllUnlessItIsSet() {
        Identity host = person(PlatformRole.SERVICE);
        assertThat(limits.ofCaller(host)).isEmpty();
        assertThat(limits.ofTeam(host, TEAM)).isEmpty();

        Limits strict = limits(10, 20, 1);
        assertThat(IntStream.range(0, 9)
                        .filter(i -> strict.ofCaller(host).orElseThrow().isAllowed())
                        .count())
                .isEqualTo(2);
    }

    @Test
    void areTighterForWhatCostsMoneyElsewhereWhoeverOfTheTeamAsks() {
        for (int i = 0; i < 3; i++) {
            assertThat(limits.ofKind(Costly.Kind.CHECKOUT, person(), Optional.of(TEAM))
                            .orElseThrow()
                            .isAllowed())
                    .isTrue();
        }
        Use refused =
                limits.ofKind(Costly.Kind.CHECKOUT, olga, Optional.of(TEAM)).orElseThrow();
        assertThat(refused.isAllowed()).isFalse();
        assertThat(refused.retryAfterSeconds()).isEqualTo(20);
        assertThat(limits.ofKind(Costly.Kind.WHAT_IF, olga, Optional.empty())
                        .orElseThrow()
                        .isAllowed())
                .isTrue();
        assertThat(limits.ofKind(Costly.Kind.WHAT_IF, olga, Optional.empty())
                        .orElseThrow()
                        .isAllowed())
                .isFalse();
        assertThat(limits.ofKind(Costly.Kind.IMPORT, olga, Optional.empty())).isEmpty();
    }

    @Test
    void takeBoundedMemoryHoweverManyCallersThereAre() {
        Buckets buckets = new Buckets(50, TimeMeter.SYSTEM_NANOTIME);
        Quota quota = new Quota("person", 10, Duration.ofSeconds(1));
        for (int i = 0; i < 10_000; i++) {
            buckets.use(quota, UUID.randomUUID());
        }
        assertThat(buckets.size()).isLessThanOrEqualTo(50);
    }
}
