package com.wevion.credits.balance;

import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.team.CreativeFunding;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Reads the balances of teams, each with the settings it is shown by, of one moment. Thread-safe. */
@ApplicationScoped
class Balances {
    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    /**
     * A team's balance now.
     *
     * @throws NotFound if there is no such team
     */
    TeamBalance of(UUID teamId) {
        return Optional.ofNullable(of(Set.of(teamId)).get(teamId)).orElseThrow(() -> new NotFound("team"));
    }

    /** The balances of these teams, by one statement; a team that does not exist is missing. */
    Map<UUID, TeamBalance> of(Collection<UUID> teamIds) {
        List<TeamBalance> found = Sql.on(dataSource).list("""
                        SELECT t.id, t.low_balance_threshold_micros, t.creative_funding,
                               c.id AS c_id, c.balance_units AS c_balance, c.held_units AS c_held, c.limit_units AS c_limit,
                               c.debt_units AS c_debt, c.frozen_units AS c_frozen, c.sequence AS c_sequence,
                               m.id AS m_id, m.balance_units AS m_balance, m.held_units AS m_held, m.limit_units AS m_limit,
                               m.debt_units AS m_debt, m.frozen_units AS m_frozen, m.sequence AS m_sequence
                          FROM team t
                          JOIN account c ON c.team_id = t.id AND c.kind = 'CREDITS'
                          JOIN account m ON m.team_id = t.id AND m.kind = 'CREATIVE'
                         WHERE t.id = ANY (?)""", Balances::read, (Object) teamIds.toArray(UUID[]::new));
        return found.stream()
                .collect(Collectors.toMap(balance -> balance.credits().teamId(), Function.identity()));
    }

    private static TeamBalance read(ResultSet row) throws SQLException {
        return new TeamBalance(
                account(row, AccountKind.CREDITS, "c_"),
                account(row, AccountKind.CREATIVE, "m_"),
                row.getLong("low_balance_threshold_micros"),
                CreativeFunding.valueOf(row.getString("creative_funding")));
    }

    /** An account of the team {@code id}, of the columns with this prefix. */
    static AccountState account(ResultSet row, AccountKind kind, String prefix) throws SQLException {
        return new AccountState(
                row.getLong(prefix + "id"),
                Sql.uuid(row, "id"),
                kind,
                row.getLong(prefix + "balance"),
                row.getLong(prefix + "held"),
                row.getLong(prefix + "limit"),
                row.getLong(prefix + "debt"),
                row.getLong(prefix + "frozen"),
                row.getLong(prefix + "sequence"));
    }
}
