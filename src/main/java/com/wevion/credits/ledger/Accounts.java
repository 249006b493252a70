package com.wevion.credits.ledger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.database.Sql;
import java.util.UUID;
import javax.sql.DataSource;

/** Opens the accounts of teams and tells their state; balances are changed by {@link Ledger} alone. Thread-safe. */
public class Accounts {
    private record Owner(UUID teamId, AccountKind kind) {}

    private static final int MAX_CACHED = 100_000;

    private final DataSource dataSource;
    // They never change.
    private final Cache<Owner, Long> ids =
            Caffeine.newBuilder().maximumSize(MAX_CACHED).build();

    /** @param dataSource gives connections that join the caller's transaction */
    Accounts(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Opens both accounts of a team, in the caller's transaction; does nothing for those it has.
     *
     * @param creativeLimitNanos the spending limit of a new CREATIVE account
     */
    public void open(UUID teamId, long creativeLimitNanos) {
        Sql.on(dataSource).update("""
                        INSERT INTO account (team_id, kind, limit_units) VALUES (?, 'CREDITS', 0), (?, 'CREATIVE', ?)
                        ON CONFLICT ON CONSTRAINT account_team_kind_unique DO NOTHING""", teamId, teamId, creativeLimitNanos);
    }

    /** Sets the spending limit of a team's creative usage, in the caller's transaction; it may be below what has accrued. */
    public void limitCreative(UUID teamId, long limitNanos) {
        Sql.on(dataSource)
                .update(
                        "UPDATE account SET limit_units = ? WHERE team_id = ? AND kind = 'CREATIVE'",
                        limitNanos,
                        teamId);
    }

    /**
     * A team's account as it is now.
     *
     * @throws NotFound if there is no such team
     */
    public AccountState of(UUID teamId, AccountKind kind) {
        return Sql.on(dataSource)
                .first(AccountRow.SELECT + "WHERE team_id = ? AND kind = ?", AccountRow::read, teamId, kind.name())
                .orElseThrow(() -> new NotFound("team"));
    }

    /**
     * The id of a team's account, which never changes.
     *
     * @throws NotFound if there is no such team
     */
    public long idOf(UUID teamId, AccountKind kind) {
        return ids.get(new Owner(teamId, kind), owner -> of(teamId, kind).accountId());
    }
}
