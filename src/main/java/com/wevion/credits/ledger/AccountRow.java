package com.wevion.credits.ledger;

import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.platform.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Rows of the table {@code account}. */
final class AccountRow {
    static final String SELECT =
            "SELECT id, team_id, kind, balance_units, held_units, limit_units, debt_units, frozen_units, sequence FROM account ";

    private AccountRow() {}

    static AccountState read(ResultSet row) throws SQLException {
        return new AccountState(
                row.getLong("id"),
                Sql.uuid(row, "team_id"),
                AccountKind.valueOf(row.getString("kind")),
                row.getLong("balance_units"),
                row.getLong("held_units"),
                row.getLong("limit_units"),
                row.getLong("debt_units"),
                row.getLong("frozen_units"),
                row.getLong("sequence"));
    }
}
