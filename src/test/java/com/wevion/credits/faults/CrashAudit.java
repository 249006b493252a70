package com.wevion.credits.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.LedgerChecks;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.faults.CrashJournal.Accepted;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** The state of the crash test's teams in the books, in the form of the clients' journals. */
final class CrashAudit {
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private final String databaseUrl;
    private final String teams;

    CrashAudit(String databaseUrl, List<TestTeam> teams) {
        this.databaseUrl = databaseUrl;
        this.teams = teams.stream().map(team -> "'" + team.id() + "'").collect(Collectors.joining(",", "(", ")"));
    }

    /** Every hold and every adjustment, by its key; those of the preparation are left out. */
    Map<String, Accepted> accepted() {
        Map<String, Accepted> found = new TreeMap<>();
        each(
                "SELECT idempotency_key, team_id, id, amount_units, state, coalesce(charged_units, 0) AS charged FROM hold"
                        + " WHERE team_id IN " + teams,
                row -> found.put(
                        row.getString("idempotency_key"),
                        new Accepted(
                                row.getObject("team_id", UUID.class),
                                "hold",
                                row.getString("id"),
                                row.getLong("amount_units"),
                                row.getString("state"),
                                row.getLong("charged"))));
        each(
                "SELECT a.idempotency_key, a.team_id, a.id, a.amount_units,"
                        + " trim_scale(e.balance_after_units / 1000000.0)::text AS balance"
                        + " FROM adjustment a JOIN entry e ON e.operation_id = a.id AND e.account_id = a.account_id"
                        + " WHERE a.reason = 'crash test' AND a.team_id IN " + teams,
                row -> found.put(
                        row.getString("idempotency_key"),
                        new Accepted(
                                row.getObject("team_id", UUID.class),
                                "adjustment",
                                row.getString("id"),
                                row.getLong("amount_units"),
                                row.getString("balance"),
                                0)));
        return found;
    }

    /** Waits until the books agree with the journals, since the last jobs may still be on their way, and runs the checks. */
    int agreeWith(Map<String, Accepted> expected) {
        await().atMost(RECOVERY)
                .untilAsserted(
                        () -> assertThat(difference(expected, accepted())).isEmpty());
        assertThat(LedgerChecks.violations(databaseUrl)).isEmpty();
        return expected.size();
    }

    private static List<String> difference(Map<String, Accepted> told, Map<String, Accepted> booked) {
        Set<String> keys = new TreeSet<>(told.keySet());
        keys.addAll(booked.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(told.get(key), booked.get(key)))
                .map(key -> key + ": told " + told.get(key) + ", booked " + booked.get(key))
                .toList();
    }

    @FunctionalInterface
    private interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    private void each(String sql, Reader reader) {
        try (Connection connection = DriverManager.getConnection(databaseUrl);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                reader.read(row);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
