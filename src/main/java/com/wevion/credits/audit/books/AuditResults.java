package com.wevion.credits.audit.books;

import com.wevion.credits.audit.AuditViolations;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Keeps what audits found, in the table {@code reconciliation_audit}. Thread-safe. */
final class AuditResults {
    /** The latest audit in short. */
    record Latest(Instant endedAt, long violations, String notCompared) {
        private static Latest read(ResultSet row) throws SQLException {
            return new Latest(Sql.instant(row, "ended_at"), row.getLong("violations"), row.getString("not_compared"));
        }
    }

    private final DataSource dataSource;

    AuditResults(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Keeps a run's result; one that the run has already is replaced. */
    void store(UUID runId, AuditResult result) {
        Sql.on(dataSource).together(sql -> {
            store(sql, runId, result);
            AuditViolations.ofRun(sql, runId, result.violations().size(), result.endedAt());
            return null;
        });
    }

    private static void store(Sql sql, UUID runId, AuditResult result) {
        sql.update(
                """
                        INSERT INTO reconciliation_audit (run_id, ended_at, entries, accounts, payments, not_compared, violations,
                                                          verified_through)
                        VALUES (?, ?, ?, ?, ?, ?, ?::json, ?::date)
                        ON CONFLICT (run_id) DO UPDATE SET
                            ended_at = excluded.ended_at, entries = excluded.entries, accounts = excluded.accounts,
                            payments = excluded.payments, not_compared = excluded.not_compared,
                            violations = excluded.violations, verified_through = excluded.verified_through""",
                runId,
                result.endedAt(),
                result.entries(),
                result.accounts(),
                result.payments(),
                result.notCompared(),
                Json.write(result.violations()),
                result.verifiedThrough());
    }

    /** The result of a run's audit; empty before it has ended. */
    Optional<AuditResult> of(UUID runId) {
        return Sql.on(dataSource)
                .first("SELECT * FROM reconciliation_audit WHERE run_id = ?", AuditResults::read, runId);
    }

    private static AuditResult read(ResultSet row) throws SQLException {
        return new AuditResult(
                Sql.instant(row, "ended_at"),
                row.getLong("entries"),
                row.getLong("accounts"),
                row.getLong("payments"),
                row.getString("not_compared"),
                List.of(Json.stored(row.getString("violations"), Violation[].class)),
                row.getString("verified_through"));
    }

    /** The latest audit in all servers; empty before the first. */
    Optional<Latest> latest() {
        return Sql.on(dataSource)
                .first(
                        "SELECT ended_at, json_array_length(violations) AS violations, not_compared FROM reconciliation_audit"
                                + " ORDER BY ended_at DESC, run_id DESC LIMIT 1",
                        Latest::read);
    }

    /** Up to which checkpoint the latest audit found every chain whole; null for none. */
    String verifiedThrough() {
        List<String> days = Sql.on(dataSource)
                .list(
                        "SELECT verified_through FROM reconciliation_audit ORDER BY ended_at DESC, run_id DESC LIMIT 1",
                        row -> row.getString("verified_through"));
        return days.isEmpty() ? null : days.get(0);
    }
}
