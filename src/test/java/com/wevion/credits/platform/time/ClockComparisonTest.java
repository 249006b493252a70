package com.wevion.credits.platform.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.dev.SettableClock;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server's clock beside that of a real database. */
class ClockComparisonTest {
    private static final ScratchDatabase DATABASE = ScratchDatabase.migrated();
    private static final HikariDataSource POOL = DATABASE.pool();
    private static final Duration SOON = Duration.ofSeconds(30);

    private final SettableClock machine = new SettableClock();
    private final ComparedClock clock = new ComparedClock(machine);
    private final ClockComparison comparison = new ClockComparison();

    ClockComparisonTest() {
        comparison.clock = clock;
        comparison.database = POOL;
        comparison.maxSeconds = 60;
    }

    @AfterAll
    static void close() {
        POOL.close();
    }

    @ParameterizedTest
    @CsvSource({"PT0S,true", "PT2M,false", "-PT2M,false", "P400D,false"})
    void isReadyAsLongAsTheClocksDifferByNoMoreThanTheSetting(Duration ahead, boolean ready) {
        machine.set(ServiceClock.REAL.instant().plus(ahead));

        Duration found = comparison.ahead();

        assertThat(found).isCloseTo(ahead, SOON);
        assertThat(comparison.agrees(found)).isEqualTo(ready);
    }

    @Test
    void isReadyAgainWhenTheClockWasPutRight() {
        machine.advance(Duration.ofDays(400));
        assertThat(comparison.agrees(comparison.ahead())).isFalse();

        machine.set(ServiceClock.REAL.instant());

        assertThat(comparison.agrees(comparison.ahead())).isTrue();
    }

    @Test
    void goesByTheDatabaseAsLongAsItIsAheadAlsoWhenItIsSetBetweenTwoComparisons() {
        comparison.ahead();

        machine.advance(Duration.ofDays(400));

        assertThat(clock.instant())
                .isCloseTo(ServiceClock.REAL.instant(), within(SOON.toSeconds(), ChronoUnit.SECONDS));
        assertThat(clock.ahead()).isCloseTo(Duration.ofDays(400), SOON);
        Instant behind = ServiceClock.REAL.instant().minus(Duration.ofHours(1));
        machine.set(behind);
        assertThat(clock.instant()).isEqualTo(behind);
    }

    @Test
    void isAheadWithTheEmbeddedDefaultsClockThatWasSetByAsMuchAsThat() {
        machine.advance(Duration.ofMinutes(16));
        ServiceClock set = new ServiceClock(clock);
        set.setAhead(Duration.ofDays(31));
        comparison.ahead();

        assertThat(set.instant())
                .isCloseTo(
                        ServiceClock.REAL.instant().plus(Duration.ofDays(31)),
                        within(SOON.toSeconds(), ChronoUnit.SECONDS));
    }
}
