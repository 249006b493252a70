package com.wevion.credits.usage;

import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.catalog.Unpriceable;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.database.DatabaseFailure;
import com.wevion.credits.platform.database.Sql;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Prices the charges of a month by a draft of a price list, one by one as they would have been priced: what is charged is
 * read as a stream, so that only sums are in memory. One at a time on each server. Thread-safe.
 */
@ApplicationScoped
public class WhatIf {
    // A hold lasts 7 days at most, and work is recorded at a time from its admission to its settlement.
    private static final int LONGEST_WORK_DAYS = 8;
    private static final int ROWS_AT_A_TIME = 2_000;
    private static final String GIVEN_UP = "57014";

    private static final String TIMEOUT = "SELECT set_config('statement_timeout', ?::bigint::text, true)";

    private static final String CHARGES = """
            SELECT e.account_id, a.kind, e.service, e.engine, u.model, e.quantity, e.amount_units, e.shortfall_units,
                   e.explanation, u.cost_nanos,
                   CASE WHEN e.service = 'CHAT' AND (e.explanation->>'requested')::bigint > ?
                        THEN (SELECT h.terms->'price' FROM hold h WHERE h.id = e.operation_id) END AS asked
              FROM entry e
              JOIN account a ON a.id = e.account_id
              LEFT JOIN (SELECT work_id, max(engine) FILTER (WHERE service = 'CHAT') AS model,
                                CASE WHEN count(*) = count(cost_nanos) THEN sum(cost_nanos)::bigint END AS cost_nanos
                           FROM usage_record WHERE outcome = 'SUCCEEDED' AND day >= ? AND day <= ?
                          GROUP BY work_id) u ON u.work_id = e.operation_id
             WHERE e.type = 'USAGE' AND e.at >= ? AND e.at < ?""";

    private static final String TEAMS =
            "SELECT a.id, a.team_id, t.name FROM account a JOIN team t ON t.id = a.team_id WHERE a.id = ANY (?)";

    private final Semaphore free = new Semaphore(1);

    @Resource(lookup = "jdbc/batch")
    DataSource dataSource;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.whatif.charges")
    long maxCharges;

    @Inject
    @ConfigProperty(name = "credits.whatif.seconds")
    long maxSeconds;

    @Inject
    @ConfigProperty(name = "credits.whatif.teams")
    int maxTeams;

    /**
     * Prices a month, UTC, by a draft.
     *
     * @throws Unpriceable if it has more charges than {@code credits.whatif.charges}
     * @throws Unavailable if it takes longer than {@code credits.whatif.seconds}, or another one is being priced
     */
    WhatIfView replay(YearMonth month, CatalogVersion draft) {
        if (!free.tryAcquire()) {
            throw new Unavailable("Another month is being priced by a draft.");
        }
        try {
            Replay replay = new Replay(draft);
            stream(month, draft, replay);
            List<Replay.Changed> changed = replay.changedMost(maxTeams);
            return WhatIfView.of(month, replay, changed, teams(changed));
        } finally {
            free.release();
        }
    }

    private void stream(YearMonth month, CatalogVersion draft, Replay replay) {
        try (Connection connection = dataSource.getConnection()) {
            Sql.inTransaction(connection, () -> {
                Sql.on(connection).first(TIMEOUT, row -> row.getString(1), maxSeconds * 1_000);
                try (PreparedStatement charges = connection.prepareStatement(CHARGES)) {
                    bind(charges, month, draft);
                    read(charges, month, replay);
                }
                return null;
            });
        } catch (SQLException e) {
            throw GIVEN_UP.equals(e.getSQLState()) ? tooLong() : new DatabaseFailure(e);
        }
    }

    private static void bind(PreparedStatement charges, YearMonth month, CatalogVersion draft) throws SQLException {
        LocalDate first = month.atDay(1);
        LocalDate end = month.plusMonths(1).atDay(1);
        charges.setFetchSize(ROWS_AT_A_TIME);
        charges.setLong(1, draft.tokensInRangeOfAnyModel());
        charges.setObject(2, first.minusDays(LONGEST_WORK_DAYS));
        charges.setObject(3, end);
        charges.setObject(4, first.atStartOfDay().atOffset(ZoneOffset.UTC));
        charges.setObject(5, end.atStartOfDay().atOffset(ZoneOffset.UTC));
    }

    private void read(PreparedStatement charges, YearMonth month, Replay replay) throws SQLException {
        Instant deadline = clock.instant().plusSeconds(maxSeconds);
        try (ResultSet row = charges.executeQuery()) {
            for (long count = 1; row.next(); count++) {
                if (count > maxCharges) {
                    throw new Unpriceable(month + " has more than " + maxCharges + " charges, which is the limit.");
                }
                if (count % ROWS_AT_A_TIME == 0 && clock.instant().isAfter(deadline)) {
                    throw tooLong();
                }
                replay.add(ChargedWork.read(row));
            }
        }
    }

    private Unavailable tooLong() {
        return new Unavailable("The month could not be priced within " + maxSeconds + " seconds.");
    }

    private Map<Long, WhatIfView.Named> teams(List<Replay.Changed> changed) {
        Long[] ids = changed.stream().map(Replay.Changed::accountId).toArray(Long[]::new);
        return Sql.on(dataSource)
                .list(
                        TEAMS,
                        row -> new WhatIfView.Named(row.getLong("id"), Sql.uuid(row, "team_id"), row.getString("name")),
                        (Object) ids)
                .stream()
                .collect(Collectors.toMap(WhatIfView.Named::accountId, Function.identity()));
    }
}
