package com.wevion.credits.audit.books;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.audit.ChainAudits;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.stripe.SimulatedPayments;
import com.wevion.credits.trail.Attempts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The audit finds what somebody changed in the books, says what it looked at, and changes nothing. */
class LedgerAuditTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 2, 2);

    private final AuditedBook audited = new AuditedBook();
    private final LedgerAudit audit = audited.ledgerAudit(SimulatedPayments.none());

    @AfterEach
    void close() {
        audited.close();
    }

    @Test
    void knowsEveryCheckOfTheFolder() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("sql/checks"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".sql", ""))
                            .filter(name -> !LedgerInvariants.OF_CHAINS.contains(name))
                            .sorted())
                    .isEqualTo(LedgerInvariants.NAMES);
        }
    }

    @Test
    void findsNothingInBooksThatNobodyTouchedAndTellsHowFarItIs() {
        List<Long> told = new ArrayList<>();

        AuditResult result = audit.audit(AuditedBook.CLOCK.instant(), AuditedBook.CLOCK.instant(), (rows, expected) -> {
            assertThat(expected).isEqualTo(LedgerInvariants.NAMES.size() + 10);
            told.add(rows);
        });

        assertThat(result.violations()).isEmpty();
        assertThat(result.entries()).isEqualTo(10);
        assertThat(result.accounts()).isEqualTo(2);
        assertThat(result.notCompared()).isEqualTo("not compared: Stripe is not set up here");
        assertThat(told).isSorted().contains(1L, (long) LedgerInvariants.NAMES.size() + 10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zero_sum|UPDATE account SET balance_units = balance_units + 5 WHERE kind = 'CREDITS'",
                "append_only|ALTER TABLE entry_3 DISABLE TRIGGER entry_append_only",
                "held_is_sum_of_open_holds|UPDATE account SET held_units = 7 WHERE kind = 'CREATIVE'",
                "hash_chains_since_checkpoint|UPDATE entry SET amount_units = amount_units - 1 WHERE sequence = 2",
                "hash_chains_since_checkpoint|UPDATE entry SET user_id = NULL WHERE sequence = 7",
                "hash_chains_since_checkpoint|UPDATE account SET sequence = sequence + 1 WHERE kind = 'CREDITS'"
            })
    void findsWhatSomebodyChanged(String check, String change) {
        audited.tamper(change);

        AuditResult result = audited.audit(audit);

        assertThat(result.violations()).extracting(Violation::check).contains(check);
        assertThat(audited.audit(audit).violations()).isEqualTo(result.violations());
    }

    @Test
    void keepsTheFirstRowsOfACheckAndSaysThatThereAreMore() {
        audited.tamper("UPDATE entry SET at = at - sequence * interval '1 day'");

        assertThat(audited.audit(audit).violations().stream()
                        .filter(violation -> violation.check().equals("time_does_not_go_back"))
                        .map(Violation::detail))
                .hasSize(4)
                .last()
                .isEqualTo("there are more than these 3");
    }

    @Test
    void recomputesOnlyWhatCameAfterTheCheckpointThatItHasVerified() {
        ChainAudits.takeCheckpoint(audited.book.pool(), MONDAY);
        AuditResult first = audited.audit(audit);
        assertThat(first.entries()).isEqualTo(10);
        assertThat(first.verifiedThrough()).isEqualTo("2026-02-02");
        audit.store(UUID.randomUUID(), first);
        audited.book.addTo(audited.wallet, 3);

        AuditResult second = audited.audit(audit);

        assertThat(second.entries()).isEqualTo(3);
        assertThat(second.violations()).isEmpty();
        audited.tamper("UPDATE entry SET user_id = NULL WHERE sequence = 12");
        assertThat(audited.audit(audit).violations())
                .contains(new Violation(
                        "hash_chains_since_checkpoint",
                        "CREDITS account of team " + audited.wallet.teamId() + ", entry 12: HASH"));
    }

    @Test
    void recomputesEverythingOnceACheckpointWasChanged() {
        ChainAudits.takeCheckpoint(audited.book.pool(), MONDAY);
        audit.store(UUID.randomUUID(), audited.audit(audit));
        audited.tamper("UPDATE checkpoint SET digest = sha256('other')");

        AuditResult result = audited.audit(audit);

        assertThat(result.entries()).isEqualTo(10);
        assertThat(result.verifiedThrough()).isNull();
        assertThat(result.violations())
                .contains(new Violation(
                        "hash_chains_since_checkpoint",
                        "The checkpoint of 2026-02-02 is not what was signed, or does not follow the one before"));
    }

    @Test
    void namesTheLineOfTheAuditLogThatWasChanged() {
        Sql sql = Sql.on(audited.book.pool());
        Attempts.refused(sql, AuditedBook.CLOCK.instant(), "192.0.2.1");
        sql.list("SELECT link_audit_lines(10)", row -> true);
        audited.tamper(
                "UPDATE audit_line SET content = replace(content::text, '\"status\":401', '\"status\":402')::json");

        assertThat(audited.audit(audit).violations())
                .containsExactly(new Violation(
                        "hash_chains_since_checkpoint", "Line 1 of the audit log was changed or is missing"));
    }

    @Test
    void keepsOneResultOfARunHoweverOftenTheStepIsRestarted() {
        UUID run = UUID.randomUUID();
        assertThat(audit.of(run)).isEmpty();
        AuditResult result = audited.audit(audit);

        audit.store(run, result);
        audit.store(run, result);

        assertThat(audit.of(run)).contains(result);
        assertThat(new AuditResults(audited.book.pool()).latest())
                .contains(new AuditResults.Latest(result.endedAt(), 0, result.notCompared()));
    }
}
