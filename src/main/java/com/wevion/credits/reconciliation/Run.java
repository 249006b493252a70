package com.wevion.credits.reconciliation;

import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.reconciliation.rules.ComparisonTerms;
import com.wevion.credits.reconciliation.rules.Window;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;

/**
 * A run of the reconciliation: a row of {@code reconciliation_run}.
 *
 * @param provider only this one; null for all
 * @param catalogVersion the version whose provider rates map SKUs
 * @param starts the number of times its job was started or restarted, since a person last had it started
 * @param executionId its latest execution in the job repository; null before the first
 */
public record Run(
        UUID id,
        RunTrigger trigger,
        String provider,
        Window window,
        int catalogVersion,
        AllTerms terms,
        RunStatus status,
        String problem,
        int starts,
        Long executionId,
        Instant startedAt,
        Instant endedAt) {

    /** The window for a provider. By night, its last day may not be over in the provider's time zone, and is decided about the next night. */
    public Window windowFor(ComparisonTerms agreed) {
        return trigger == RunTrigger.NIGHTLY
                ? window.decidedTo(LocalDate.ofInstant(startedAt, ZoneId.of(agreed.zone())))
                : window;
    }

    public static Run read(ResultSet row) throws SQLException {
        return new Run(
                Sql.uuid(row, "id"),
                RunTrigger.valueOf(row.getString("trigger")),
                row.getString("provider"),
                new Window(row.getObject("from_day", LocalDate.class), row.getObject("to_day", LocalDate.class)),
                row.getInt("catalog_version"),
                AllTerms.fromJson(row.getString("terms")),
                RunStatus.valueOf(row.getString("status")),
                row.getString("problem"),
                row.getInt("starts"),
                Sql.nullableLong(row, "execution_id"),
                Sql.instant(row, "started_at"),
                Sql.instant(row, "ended_at"));
    }
}
