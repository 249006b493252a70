package com.wevion.credits.ledger;

import static com.wevion.credits.ledger.TestLedger.debit;
import static com.wevion.credits.ledger.TestLedger.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each check of {@code sql/checks} finds the violation it is there for, made by hand as a superuser. */
class ChecksTest {
    /** A team without accounts and members. */
    private static final String TEAM =
            "INSERT INTO team VALUES (gen_random_uuid(), 'Team', 'PRO', true, true, 'METERED', 0,"
                    + " 'MEDIA_BUYER', now())";

    private static final Map<String, String> VIOLATIONS = Map.ofEntries(
            Map.entry(
                    "no_overdraft.sql",
                    "ALTER TABLE account DROP CONSTRAINT account_credits_not_overdrawn;"
                            + " UPDATE account SET held_micros = balance_micros + 1 WHERE kind = 'CREDITS'"),
            Map.entry("time_does_not_go_back.sql", "UPDATE entry SET at = at - interval '1 hour' WHERE sequence = 2"),
            Map.entry("every_job_is_whole.sql", "UPDATE hold SET kind = 'JOB'"),
            Map.entry(
                    "every_adjustment_is_whole.sql",
                    "UPDATE entry SET reference_kind = 'ADJUSTMENT' WHERE sequence = 1"),
            Map.entry(
                    "paid_purchases_are_credited.sql",
                    "UPDATE entry SET reference_kind = 'PURCHASE' WHERE sequence = 1"),
            Map.entry(
                    "reversals_are_in_the_books.sql", "UPDATE entry SET reference_kind = 'REFUND' WHERE sequence = 1"),
            Map.entry(
                    "frozen_is_what_open_disputes_froze.sql",
                    "UPDATE account SET frozen_micros = 7 WHERE kind = 'CREDITS'"),
            Map.entry(
                    "paid_bills_are_credited.sql",
                    "UPDATE entry SET reference_kind = 'CREATIVE_BILL' WHERE sequence = 1"),
            Map.entry(
                    "returned_bills_are_in_the_books.sql",
                    "UPDATE entry SET reference_kind = 'BILL_REFUND' WHERE sequence = 1"),
            Map.entry("bills_follow_each_other.sql", bill("CREATIVE", 2)),
            Map.entry("bills_are_of_their_usage.sql", bill("CREATIVE", 1)),
            Map.entry("every_team_has_its_accounts.sql", TEAM),
            Map.entry("every_team_has_one_owner.sql", TEAM),
            Map.entry("running_balances.sql", "UPDATE entry SET amount_micros = amount_micros - 1 WHERE sequence = 2"),
            Map.entry(
                    "account_is_its_last_entry.sql",
                    "UPDATE account SET sequence = sequence + 1 WHERE kind = 'CREDITS'"),
            Map.entry("held_is_sum_of_open_holds.sql", "UPDATE account SET held_micros = 7 WHERE kind = 'CREATIVE'"),
            Map.entry(
                    "one_entry_per_settlement.sql",
                    "UPDATE hold SET charged_micros = charged_micros + 1 WHERE state = 'SETTLED'"),
            Map.entry("usage_has_a_hold.sql", "DELETE FROM hold WHERE state = 'SETTLED'"),
            Map.entry("append_only.sql", "ALTER TABLE entry_3 DISABLE TRIGGER entry_append_only"),
            Map.entry(
                    "entry_has_its_account.sql",
                    "INSERT INTO entry SELECT account_id + 1000, sequence, operation_id, at, type, reference_kind, amount_micros,"
                            + " balance_after_micros, shortfall_micros, user_id, service, engine, quantity, explanation, hash"
                            + " FROM entry"),
            Map.entry(
                    "checkpoint_heads_are_in_the_history.sql",
                    "INSERT INTO checkpoint_head SELECT '2026-01-31', account_id, gen_random_uuid(), 'CREDITS', 0, sequence,"
                            + " balance_after_micros, hash FROM entry WHERE sequence = 2"),
            Map.entry(
                    "checkpoints_follow_each_other.sql",
                    "INSERT INTO checkpoint VALUES ('2026-01-31', now(), sha256('other'), 0, 0, sha256('digest'))"),
            Map.entry(
                    "invoice_lines_are_counted.sql",
                    "INSERT INTO invoice_import (id, fingerprint, provider, format, source, status, sha256, accepted, started_at,"
                            + " alive_at, ended_at) VALUES (gen_random_uuid(), sha256('asked'), 'OPENAI', 'FOCUS', 'INBOX',"
                            + " 'IMPORTED', sha256('file'), 1, now(), now(), now())"),
            Map.entry("hash_chain.sql", "UPDATE entry SET explanation = '{\"quantity\":1}' WHERE sequence = 2"),
            Map.entry("zero_sum.sql", "UPDATE account SET balance_micros = balance_micros + 5 WHERE kind = 'CREDITS'"),
            Map.entry("member_use_is_what_members_used.sql", "DELETE FROM member_use"),
            Map.entry(
                    "every_settlement_has_its_usage_records.sql",
                    // The record of its output is missing.
                    "UPDATE hold SET terms = '{\"price\":{\"model\":\"M\"}}';"
                            + record("INPUT_TOKEN", "charged_micros")),
            Map.entry(
                    "every_finding_has_its_break.sql",
                    "INSERT INTO reconciliation_run (id, idempotency_key, fingerprint, trigger, from_day, to_day, catalog_version,"
                            + " terms, status, started_at, alive_at, ended_at, report) VALUES (gen_random_uuid(), 'key',"
                            + " sha256('asked'), 'NIGHTLY', '2026-01-01', '2026-01-02', 1, '{}', 'COMPLETED', now(), now(), now(), '{}');"
                            + "INSERT INTO reconciliation_finding (run_id, provider, cause, key, day, currency, variance_nanos, records)"
                            + " SELECT id, 'OPENAI', 'TAX', 'INV-1', '2026-01-01', 'USD', 7, 1 FROM reconciliation_run"),
            Map.entry("usage_records_have_their_work.sql", record("IMAGE", "charged_micros")),
            Map.entry("overdue_holds_are_released.sql", "UPDATE clock SET ahead_micros = 3600000000"),
            Map.entry(
                    "no_time_is_in_the_future.sql",
                    "UPDATE account SET last_at = now() + interval '400 days' WHERE kind = 'CREDITS'"));

    /** A bill without lines, of an account without usage. */
    private static String bill(String account, int number) {
        return ("INSERT INTO creative_bill (id, team_id, account_id, number, reason, from_sequence, to_sequence, period_from,"
                        + " period_to, amount_cents, due_days, created_at) SELECT gen_random_uuid(), team_id, id, %d, 'MONTH', 0, 0,"
                        + " now(), now(), 50, 14, now() FROM account WHERE kind = '%s'")
                .formatted(number, account);
    }

    /** A usage record of the settled hold. */
    private static String record(String measure, String charged) {
        return ("INSERT INTO usage_record (work_id, measure, at, service, engine, quantity, charged_micros, outcome)"
                        + " SELECT id, '%s', now(), 'CHAT', 'M', 1, %s, 'SUCCEEDED' FROM hold WHERE state = 'SETTLED'")
                .formatted(measure, charged);
    }

    static Set<String> checks() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("sql/checks"))) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    @ParameterizedTest
    @MethodSource("checks")
    void findsTheViolationItIsThereFor(String check) {
        assertThat(VIOLATIONS).containsKey(check);
        try (TestLedger book = new TestLedger()) {
            usedWallet(book);
            assertThat(book.violations()).isEmpty();

            book.database.executeAsSuperuser(VIOLATIONS.get(check));

            assertThat(book.violations()).anyMatch(violation -> violation.startsWith(check));
        }
    }

    @Test
    void findsUsageRecordsThatSayAnotherChargeThanTheirSettlement() {
        try (TestLedger book = new TestLedger()) {
            usedWallet(book);
            book.database.executeAsSuperuser("UPDATE hold SET terms = '{\"price\":{\"model\":\"M\"}}';"
                    + record("INPUT_TOKEN", "charged_micros - 1") + "; " + record("OUTPUT_TOKEN", "1"));
            assertThat(book.violations()).isEmpty();

            book.database.executeAsSuperuser("UPDATE usage_record SET charged_micros = charged_micros + 1");

            assertThat(book.violations())
                    .singleElement()
                    .asString()
                    .startsWith("every_settlement_has_its_usage_records.sql")
                    .contains("records=2");
        }
    }

    @Test
    void refusesToChangeOrDeleteEntriesForTheApplicationsRole_D16() {
        try (TestLedger book = new TestLedger()) {
            usedWallet(book);

            assertThatThrownBy(() -> book.database.execute("UPDATE entry SET amount_micros = 1"))
                    .hasMessageContaining("append-only");
            assertThatThrownBy(() -> book.database.execute("DELETE FROM entry")).hasMessageContaining("append-only");
            assertThatThrownBy(() -> book.database.execute("TRUNCATE entry")).hasMessageContaining("append-only");
        }
    }

    /** Two entries, one of them of a settled hold; and one open hold. */
    private static void usedWallet(TestLedger book) {
        AccountState wallet = book.wallet(1_000);
        Hold settled = book.hold(wallet, 100);
        book.ledger.hold(settled);
        book.ledger.settle(settle(settled, 60));
        book.ledger.post(debit(wallet, 5));
        book.ledger.hold(book.hold(wallet, 10));
    }
}
