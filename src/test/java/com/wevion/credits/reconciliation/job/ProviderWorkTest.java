package com.wevion.credits.reconciliation.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.platform.database.DatabaseFailure;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.reconciliation.ProviderFailure;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Work that fails for one provider: tried again, then that provider's failure; unless the database is away. */
class ProviderWorkTest {
    private static final UUID RUN = new UUID(0, 1);
    private static final int ATTEMPTS = 3;

    private final AtomicInteger tries = new AtomicInteger();
    private ScratchDatabase database;
    private HikariDataSource pool;
    private ProviderWork work;

    private final AtomicBoolean reconciles = new AtomicBoolean(true);

    @BeforeEach
    void open() {
        database = ScratchDatabase.migrated();
        pool = database.pool();
        work = new ProviderWork(pool, ATTEMPTS, reconciles::get);
        for (String provider : new String[] {"ACME", "BEST"}) {
            Sql.on(pool).update("INSERT INTO reconciliation_provider (run_id, provider) VALUES (?, ?)", RUN, provider);
            Sql.on(pool).update("""
                    INSERT INTO reconciliation_finding (run_id, provider, cause, key, day, currency, variance_nanos, records)
                    VALUES (?, ?, 'TAX', 'INV-1', '2026-10-01', 'USD', 7, 1)""", RUN, provider);
            work.open(RUN, provider);
        }
    }

    @AfterEach
    void close() {
        pool.close();
        database.drop();
    }

    /** Fails the first times. */
    private Supplier<String> failing(int times, RuntimeException failure) {
        return () -> {
            if (tries.incrementAndGet() <= times) {
                throw failure;
            }
            return "done";
        };
    }

    private static DatabaseFailure sql(String state) {
        return new DatabaseFailure(new SQLException("no", state));
    }

    @Test
    void whatSucceedsInTheLastAttemptIsNoFailure() {
        assertThat(work.attempt(RUN, "ACME", failing(ATTEMPTS - 1, new ArithmeticException("overflow"))))
                .contains("done");
        assertThat(work.failures(RUN)).isEmpty();
    }

    @Test
    void nobodysWorkFailsOnceANewerServerReconciles() {
        Supplier<String> callsWhatHasBeenDropped = () -> {
            reconciles.set(false); // meanwhile the newer server has migrated
            throw sql("42883");
        };

        for (Supplier<String> each : List.of(callsWhatHasBeenDropped, failing(0, null))) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> work.attempt(RUN, "ACME", each))
                    .withMessage("A newer server goes on with the run");
        }

        assertThat(tries).hasValue(0);
        assertThat(work.failures(RUN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"P0001", "22003", "23505", "40P01", "55P03", "57014", "XX000"})
    void whatFailsAgainAndAgainFailsItsProviderAndTakesBackWhatWasFound(String state) {
        assertThat(work.attempt(RUN, "ACME", failing(ATTEMPTS, sql(state)))).isEmpty();

        assertThat(tries).hasValue(ATTEMPTS);
        assertThat(work.failures(RUN)).extracting(ProviderFailure::provider).containsExactly("ACME");
        assertThat(work.failures(RUN).get(0).problem()).endsWith("DatabaseFailure: no");
        assertThat(Sql.on(pool).list("SELECT provider FROM reconciliation_finding", row -> row.getString("provider")))
                .containsExactly("BEST");
        assertThat(work.attempt(RUN, "ACME", failing(0, null))).isEmpty();
        assertThat(tries).hasValue(ATTEMPTS);
        assertThat(work.attempt(RUN, "BEST", failing(0, null))).contains("done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "08006", "53300", "57P01", "58030"})
    void whileTheDatabaseIsAwayNobodyFails(String state) {
        assertThatThrownBy(() -> work.attempt(RUN, "ACME", failing(1, sql(state))))
                .isInstanceOf(DatabaseFailure.class);

        assertThat(work.failures(RUN)).isEmpty();
        assertThat(work.attempt(RUN, "ACME", failing(0, null))).contains("done");
    }

    @Test
    void aDayThatIsSkippedIsNoFailure() {
        SliceSkipped skipped = new SliceSkipped(new Slice("ACME", LocalDate.of(2026, 10, 1)), "overflow");

        assertThatThrownBy(() -> work.attempt(RUN, "ACME", failing(1, skipped))).isSameAs(skipped);

        assertThat(work.failures(RUN)).isEmpty();
    }

    @Test
    void anotherServerKnowsWhoHasFailedUntilTheRunIsRestarted() {
        work.attempt(RUN, "ACME", failing(ATTEMPTS, new IllegalStateException("broken")));
        ProviderWork other = new ProviderWork(pool, ATTEMPTS, reconciles::get);
        other.open(RUN, "ACME");
        assertThat(other.attempt(RUN, "ACME", failing(0, null))).isEmpty();

        Sql.on(pool).update("UPDATE reconciliation_provider SET problem = NULL WHERE run_id = ?", RUN);
        other.open(RUN, "ACME");

        assertThat(other.attempt(RUN, "ACME", failing(0, null))).contains("done");
    }
}
