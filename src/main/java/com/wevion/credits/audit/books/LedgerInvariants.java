package com.wevion.credits.audit.books;

import com.wevion.credits.platform.database.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import javax.sql.DataSource;

/** The invariants of {@code sql/checks}, each a query without a row as long as it holds. Reads only. Thread-safe. */
final class LedgerInvariants {
    /** The files' names in the order in which they are run; a test compares them, with those of the chains, with the folder. */
    static final List<String> NAMES = List.of(
            "account_is_its_last_entry",
            "append_only",
            "archived_work_is_whole",
            "audit_checkpoints_follow_each_other",
            "audit_lines_are_linked",
            "audit_values_are_of_their_lines",
            "bills_are_of_their_usage",
            "bills_follow_each_other",
            "checkpoint_heads_are_in_the_history",
            "checkpoints_follow_each_other",
            "debt_is_what_clawbacks_left",
            "debts_are_paid_by_something",
            "ended_jobs_are_not_sent",
            "entry_has_its_account",
            "every_adjustment_is_whole",
            "every_finding_has_its_break",
            "every_job_is_whole",
            "every_settlement_has_its_usage_records",
            "every_team_has_its_accounts",
            "every_team_has_one_owner",
            "frozen_is_what_open_disputes_froze",
            "held_is_sum_of_open_holds",
            "invoice_lines_are_counted",
            "member_use_is_what_members_used",
            "no_overdraft",
            "no_time_is_in_the_future",
            "one_entry_per_settlement",
            "overdue_holds_are_released",
            "paid_bills_are_credited",
            "paid_purchases_are_credited",
            "returned_bills_are_in_the_books",
            "reversals_are_in_the_books",
            "time_does_not_go_back",
            "usage_has_a_hold",
            "usage_records_have_their_work",
            "zero_sum");

    /** Those that look at every entry, or line of the audit log, anew; the audit of the chains does so for what was added since the last one. */
    static final List<String> OF_CHAINS = List.of("audit_chain", "hash_chain", "running_balances");

    private static final int LONGEST_DETAIL = 1_000;

    private final DataSource dataSource;
    private final int maxRows;

    /**
     * Runs each by one statement, which has to end within the pool's time-out.
     *
     * @param maxRows the most rows kept of each check
     */
    LedgerInvariants(DataSource dataSource, int maxRows) {
        this.dataSource = dataSource;
        this.maxRows = maxRows;
    }

    /** The violations of one of them, in an order that does not depend on the query plan. */
    List<Violation> violations(String name) {
        List<Violation> found = Sql.on(dataSource)
                .list(
                        "SELECT * FROM (\n" + query(name) + "\n) AS violation ORDER BY violation::text LIMIT ?",
                        row -> new Violation(name, detail(row)),
                        maxRows + 1);
        if (found.size() <= maxRows) {
            return found;
        }
        List<Violation> kept = new ArrayList<>(found.subList(0, maxRows));
        kept.add(new Violation(name, "there are more than these " + maxRows));
        return kept;
    }

    private static String query(String name) {
        try (InputStream file = LedgerInvariants.class.getResourceAsStream("/db/checks/" + name + ".sql")) {
            if (file == null) {
                throw new IllegalStateException("The application was packed without " + name + ".sql");
            }
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
            return text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String detail(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        StringJoiner text = new StringJoiner(", ");
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            text.add(columns.getColumnLabel(column) + " " + row.getString(column));
        }
        return text.length() <= LONGEST_DETAIL
                ? text.toString()
                : text.toString().substring(0, LONGEST_DETAIL);
    }
}
