package com.wevion.credits.reconciliation.job;

import com.wevion.credits.platform.OneLine;
import com.wevion.credits.platform.database.DatabaseFailure;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.reconciliation.ProviderFailure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * The work on single providers. What fails for one of them is tried again at once, and after some attempts fails that provider, so that the
 * others are reconciled all the same. While the database is away nobody's work fails: the job does, and is restarted. So it does when a newer
 * server has taken the reconciliation over, and is restarted there. Thread-safe.
 */
public class ProviderWork {
    private record Place(UUID runId, String provider) {}

    private static final Logger LOG = Logger.getLogger(ProviderWork.class.getName());

    /** Connections, resources, shutdown, the system below the database. */
    private static final Set<String> AWAY = Set.of("08", "53", "58");

    private static final String SHUTDOWN = "57P";

    private final DataSource dataSource;
    private final int maxAttempts;
    private final BooleanSupplier reconciles;
    private final Set<Place> failed = ConcurrentHashMap.newKeySet();

    /**
     * Fails providers in the table {@code reconciliation_provider}.
     *
     * @param maxAttempts the number of times that the same piece of work is tried
     * @param reconciles true as long as the schema serves this server's reconciliation
     */
    public ProviderWork(DataSource dataSource, int maxAttempts, BooleanSupplier reconciles) {
        this.dataSource = dataSource;
        this.maxAttempts = maxAttempts;
        this.reconciles = reconciles;
    }

    /** Looks whether a provider has failed before, on this server or another one; done once before its work. */
    void open(UUID runId, String provider) {
        Place place = new Place(runId, provider);
        boolean hasFailed =
                failures(runId).stream().anyMatch(each -> each.provider().equals(provider));
        if (hasFailed) {
            failed.add(place);
        } else {
            failed.remove(place);
        }
    }

    /**
     * Does a piece of work that changes nothing if it fails; empty if the provider has failed, now or before.
     *
     * @throws DatabaseFailure if the database is away
     * @throws IllegalStateException if the run is a newer server's
     * @throws SliceSkipped as the work throws it
     */
    public <T> Optional<T> attempt(UUID runId, String provider, Supplier<T> work) {
        Place place = new Place(runId, provider);
        for (int attempt = 1; !failed.contains(place); attempt++) {
            mustReconcile();
            try {
                return Optional.ofNullable(work.get());
            } catch (SliceSkipped e) {
                throw e;
            } catch (RuntimeException e) { // whatever it is, the other providers have nothing to do with it
                if (isAway(e)) {
                    throw e;
                }
                mustReconcile();
                LOG.log(
                        Level.WARNING,
                        "Reconciliation " + runId + ": attempt " + attempt + " at " + provider + " failed",
                        e);
                if (attempt >= maxAttempts) {
                    fail(runId, provider, OneLine.of(e.toString()));
                    failed.add(place);
                }
            }
        }
        return Optional.empty();
    }

    private void mustReconcile() {
        if (!reconciles.getAsBoolean()) {
            throw new IllegalStateException("A newer server goes on with the run");
        }
    }

    private static boolean isAway(RuntimeException failure) {
        if (!(failure instanceof DatabaseFailure database)) {
            return false;
        }
        String state = database.sqlState();
        return state.length() < 5 || AWAY.contains(state.substring(0, 2)) || state.startsWith(SHUTDOWN);
    }

    private void fail(UUID runId, String provider, String problem) {
        Sql.on(dataSource).together(sql -> {
            sql.update("DELETE FROM reconciliation_finding WHERE run_id = ? AND provider = ?", runId, provider);
            // Stripe is none of the providers that are staged.
            return sql.update("""
                    INSERT INTO reconciliation_provider (run_id, provider, staged, problem) VALUES (?, ?, true, ?)
                    ON CONFLICT (run_id, provider) DO UPDATE SET problem = excluded.problem""", runId, provider, problem);
        });
    }

    /** The providers of a run that have failed, by name. */
    public List<ProviderFailure> failures(UUID runId) {
        return Sql.on(dataSource)
                .list(
                        "SELECT provider, problem FROM reconciliation_provider WHERE run_id = ? AND problem IS NOT NULL ORDER BY provider",
                        row -> new ProviderFailure(row.getString("provider"), row.getString("problem")),
                        runId);
    }
}
