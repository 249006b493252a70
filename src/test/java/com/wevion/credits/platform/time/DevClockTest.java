package com.wevion.credits.platform.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.TestDevelopment;
import com.wevion.credits.platform.database.Sql;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The clock of the embedded default, on a real database, and that a production configuration has none of it. */
class DevClockTest {
    private static final ScratchDatabase DATABASE = ScratchDatabase.migrated();
    private static final HikariDataSource POOL = DATABASE.pool();
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Instant newYear = ServiceClock.REAL.instant().plus(Duration.ofDays(400));

    @AfterAll
    static void close() {
        POOL.close();
    }

    @BeforeEach
    void isNotSet() {
        DATABASE.execute("UPDATE clock SET ahead_microseconds = 0");
    }

    private static DevClock server(Optional<String> developmentKey) {
        DevClock clock = new DevClock();
        clock.development = TestDevelopment.of(developmentKey);
        clock.dataSource = POOL;
        clock.resume();
        return clock;
    }

    private static DevClock embedded() {
        return server(Optional.of("key.pem"));
    }

    private static Clock given(DevClock clock) {
        return new ClockProducer().clock(clock);
    }

    private static Instant sqlTime() {
        return Sql.on(POOL)
                .first("SELECT credits_now() AS now", row -> Sql.instant(row, "now"))
                .orElseThrow();
    }

    @Test
    void isRealTimeUntilItIsSet() {
        assertThat(given(embedded()).instant()).isCloseTo(Instant.now(), within(SOON.toSeconds(), ChronoUnit.SECONDS));
        assertThat(sqlTime()).isCloseTo(Instant.now(), within(SOON.toSeconds(), ChronoUnit.SECONDS));
    }

    @Test
    void goesOnFromWhereItIsSetInTheServerAndInSql() {
        DevClock clock = embedded();

        clock.set(newYear);

        Instant first = given(clock).instant();
        assertThat(first).isBetween(newYear, newYear.plus(SOON));
        assertThat(sqlTime()).isBetween(newYear, newYear.plus(SOON));
        assertThat(first.truncatedTo(ChronoUnit.MICROS)).isEqualTo(first);
        assertThat(given(clock).instant()).isBetween(first, newYear.plus(SOON));
    }

    @Test
    void neverGoesBackAndSaysSo() {
        DevClock clock = embedded();
        clock.set(newYear);

        assertThatThrownBy(() -> clock.set(newYear.minusSeconds(1)))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid -> assertThat(invalid.violations().get(0).message())
                                .contains("never goes back"));

        assertThat(given(clock).instant()).isAfterOrEqualTo(newYear);
        assertThat(sqlTime()).isAfterOrEqualTo(newYear);
    }

    @Test
    void goesOnAfterAServerIsStartedAgain() {
        embedded().set(newYear);

        assertThat(given(embedded()).instant()).isBetween(newYear, newYear.plus(SOON));
    }

    @Test
    void isNotThereInAProductionConfigurationThoughItWasSetBefore() {
        embedded().set(newYear);

        DevClock production = server(Optional.empty());

        assertThat(given(production)).isSameAs(production.real());
        assertThat(sqlTime()).isCloseTo(Instant.now(), within(SOON.toSeconds(), ChronoUnit.SECONDS));
    }

    @Test
    void letsTokensAndConnectionsGoByRealTime() {
        DevClock clock = embedded();
        clock.set(newYear);

        assertThat(new ClockProducer().real().instant())
                .isCloseTo(Instant.now(), within(SOON.toSeconds(), ChronoUnit.SECONDS));
    }
}
