package com.wevion.credits.ledger;

import com.wevion.credits.platform.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Rows of the table {@code account}. */
final class AccountRow {
    static final String SELECT =
            "SELECT id, team_id, kind, balance_micros, held_micros, limit_micros, debt_micros, frozen_micros, sequence FROM account ";

    private AccountRow() {}

    static AccountState read(ResultSet row) throws SQLException {
        return new AccountState(
                row.getLong("id"),
                Sql.uuid(row, "team_id"),
                AccountKind.valueOf(row.getString("kind")),
                row.getLong("balance_micros"),
                row.getLong("held_micros"),
                row.getLong("limit_micros"),
                row.getLong("debt_micros"),
                row.getLong("frozen_micros"),
                row.getLong("sequence"));
    }
}
