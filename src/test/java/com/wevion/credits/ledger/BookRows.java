package com.wevion.credits.ledger;

import com.wevion.credits.platform.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Everything that is known of some accounts, a line of text for each fact, so that two ledgers can be compared. */
final class BookRows {
    private BookRows() {}

    /** One fact. */
    static String row(String what, Object... values) {
        return what + " " + Arrays.asList(values);
    }

    /** The rows of the database about these accounts. */
    static List<String> of(DataSource database, Collection<Long> accounts) {
        String ids = accounts.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")"));
        Sql sql = Sql.on(database);
        List<String> rows = new ArrayList<>();
        rows.addAll(sql.list(
                "SELECT id, balance_units, held_units, debt_units, sequence, nullif(last_at, '-infinity') AS last_at FROM account WHERE id IN "
                        + ids,
                row -> row(
                        "account",
                        row.getLong("id"),
                        row.getLong("balance_units"),
                        row.getLong("held_units"),
                        row.getLong("debt_units"),
                        row.getLong("sequence"),
                        Sql.instant(row, "last_at"))));
        rows.addAll(sql.list(
                """
                SELECT u.account_id, u.user_id, u.held_units,
                       CASE WHEN u.month = date_trunc('month', a.last_at AT TIME ZONE 'UTC')::date
                            THEN u.charged_units ELSE 0 END AS charged_units
                  FROM member_use u JOIN account a ON a.id = u.account_id
                 WHERE u.account_id IN\s""" + ids,
                row -> row(
                        "member",
                        row.getLong("account_id"),
                        Sql.uuid(row, "user_id"),
                        row.getLong("charged_units"),
                        row.getLong("held_units"))));
        rows.removeIf(row -> row.startsWith("member") && row.endsWith(", 0, 0]"));
        rows.addAll(sql.list("SELECT * FROM hold WHERE account_id IN " + ids, BookRows::hold));
        rows.addAll(sql.list("SELECT * FROM entry WHERE account_id IN " + ids, BookRows::entry));
        rows.sort(null);
        return rows;
    }

    private static String hold(ResultSet row) throws SQLException {
        return row(
                "hold",
                Sql.uuid(row, "id"),
                row.getLong("account_id"),
                Sql.uuid(row, "user_id"),
                row.getString("idempotency_key"),
                row.getLong("amount_units"),
                row.getLong("available_after_units"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "expires_at"),
                row.getString("state"),
                Sql.instant(row, "ended_at"),
                Sql.nullableLong(row, "charged_units"),
                Sql.nullableLong(row, "shortfall_units"),
                Sql.nullableLong(row, "balance_at_end_units"),
                Sql.nullableLong(row, "available_at_end_units"));
    }

    private static String entry(ResultSet row) throws SQLException {
        return row(
                "entry",
                row.getLong("account_id"),
                row.getLong("sequence"),
                Sql.uuid(row, "operation_id"),
                Sql.instant(row, "at"),
                row.getString("type"),
                row.getString("reference_kind"),
                row.getLong("amount_units"),
                row.getLong("balance_after_units"),
                row.getLong("shortfall_units"),
                Sql.uuid(row, "user_id"));
    }
}
