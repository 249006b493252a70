package com.wevion.credits.audit;

import static com.wevion.credits.audit.AuditBook.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.wevion.credits.dev.Crowd;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.book.AccountState;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The verifier names the first entry that somebody changed, in the database itself and with no trigger in the way. */
class VerifierTest {
    private AuditBook audit;
    private AccountState wallet;

    @BeforeEach
    void open() {
        audit = new AuditBook();
        audit.book.wallet(4);
        wallet = audit.book.wallet(10);
        audit.book.emptyWallet();
        audit.book.wallet(1);
    }

    @AfterEach
    void close() {
        audit.close();
    }

    @Test
    void passesWhatNobodyTouched() {
        Verifier.Progress result = audit.verifier(3).run(Scope.EVERYTHING, progress -> {});

        assertThat(result.findings()).isEmpty();
        assertThat(result.accounts()).isEqualTo(8);
        assertThat(result.entries()).isEqualTo(15);
        assertThat(audit.verifier(3).entries(Scope.EVERYTHING)).isEqualTo(15);
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                arguments("UPDATE entry SET amount_units = amount_units - 1", 1L, DiscrepancyKind.BALANCE),
                arguments("UPDATE entry SET amount_units = amount_units - 1", 6L, DiscrepancyKind.BALANCE),
                arguments("UPDATE entry SET amount_units = -9223372036854775807", 6L, DiscrepancyKind.BALANCE),
                arguments("UPDATE entry SET explanation = '{\"quantity\":1}'", 6L, DiscrepancyKind.HASH),
                arguments("UPDATE entry SET user_id = NULL", 7L, DiscrepancyKind.HASH),
                arguments("UPDATE entry SET hash = sha256(hash)", 6L, DiscrepancyKind.HASH),
                arguments("UPDATE entry SET hash = sha256(hash)", 10L, DiscrepancyKind.HASH),
                arguments("DELETE FROM entry", 1L, DiscrepancyKind.GAP),
                arguments("DELETE FROM entry", 5L, DiscrepancyKind.GAP),
                arguments("DELETE FROM entry", 6L, DiscrepancyKind.GAP),
                arguments("DELETE FROM entry", 10L, DiscrepancyKind.TAIL));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void namesTheFirstBadEntry(String change, long sequence, DiscrepancyKind problem) {
        audit.tamper(change + " WHERE account_id = " + wallet.accountId() + " AND sequence = " + sequence);

        assertThat(audit.verify()).containsExactly(finding(sequence, null, problem));
        assertThat(audit.verifier(3).run(Scope.EVERYTHING, progress -> {}).findings())
                .containsExactly(finding(sequence, null, problem));
    }

    @Test
    void namesTheAccountWhoseRowWasChanged() {
        audit.tamper("UPDATE account SET balance_units = balance_units + 1 WHERE id = " + wallet.accountId());

        assertThat(audit.verify()).containsExactly(finding(10, null, DiscrepancyKind.ACCOUNT));
    }

    @Test
    void namesTheCheckpointThatAForgedHistoryDiffersFrom() {
        audit.take(MONDAY);
        audit.book.addTo(wallet, 3);
        audit.take(MONDAY.plusDays(1));
        audit.book.addTo(wallet, 3);
        audit.take(MONDAY.plusDays(2));

        audit.forge(wallet, 12);

        assertThat(audit.verify()).containsExactly(finding(13, "2026-02-03", DiscrepancyKind.CHECKPOINT));
    }

    @Test
    void isBlindForAForgedHistoryThatNoCheckpointCovers() {
        audit.take(MONDAY);
        audit.book.addTo(wallet, 3);
        audit.forge(wallet, 12);

        assertThat(audit.verify()).isEmpty();
    }

    @Test
    void namesTheCheckpointThatWasForgedAlongWithTheHistory() {
        audit.take(MONDAY);
        audit.take(MONDAY.plusDays(1));
        audit.forge(wallet, 5);
        audit.tamper("UPDATE checkpoint_head h SET hash = a.last_hash, balance_units = a.balance_units FROM account a"
                + " WHERE a.id = h.account_id");

        assertThat(audit.verify())
                .containsExactly(new Discrepancy(null, null, null, "2026-02-02", DiscrepancyKind.SIGNATURE));
    }

    @Test
    void findsHistoriesThatWereCutOffOrTakenAwayOrGivenToAnotherTeam() {
        audit.take(MONDAY);
        audit.tamper("DELETE FROM entry WHERE sequence = 10; UPDATE account a SET sequence = 9, last_hash = e.hash,"
                + " balance_units = e.balance_after_units FROM entry e WHERE e.account_id = a.id AND e.sequence = 9");
        assertThat(audit.verify()).containsExactly(finding(10, "2026-02-02", DiscrepancyKind.CHECKPOINT));

        audit.tamper("DELETE FROM entry WHERE account_id = " + wallet.accountId() + "; DELETE FROM account WHERE id = "
                + wallet.accountId());
        assertThat(audit.verify()).containsExactly(finding(10, "2026-02-02", DiscrepancyKind.CHECKPOINT));

        audit.tamper("UPDATE account SET team_id = gen_random_uuid() WHERE sequence = 4");
        assertThat(audit.verify()).hasSize(2).allMatch(found -> found.problem() == DiscrepancyKind.CHECKPOINT);
    }

    @Test
    void listsOneFindingPerAccountAndNoMoreThanItMay() {
        audit.tamper("UPDATE entry SET hash = sha256(hash)");

        assertThat(audit.verify()).hasSize(3).allMatch(found -> found.sequence() == 1);
        assertThat(new Verifier(audit.book.pool(), audit.checkpoints, 5, 2)
                        .run(Scope.EVERYTHING, progress -> {})
                        .findings())
                .hasSize(2);
    }

    @Test
    void looksAtNothingOutsideItsScope() {
        audit.tamper("UPDATE entry SET hash = sha256(hash) WHERE sequence = 4 AND account_id <> " + wallet.accountId());
        Scope scope = new Scope(wallet.teamId(), AccountKind.CREDITS);

        Verifier.Progress result = audit.verifier(3).run(scope, progress -> {});

        assertThat(result).isEqualTo(new Verifier.Progress(1, 10, List.of()));
        assertThat(audit.verify()).hasSize(1);
    }

    @Test
    void findsNothingInWhatIsPostedMeanwhile() throws InterruptedException {
        List<Crowd.Result<List<Discrepancy>>> results = Crowd.of(4, number -> {
            if (number > 0) {
                audit.book.addTo(wallet, 300);
                return List.<Discrepancy>of();
            }
            List<Discrepancy> found = new java.util.ArrayList<>();
            for (int round = 0; round < 30; round++) {
                audit.verifier(50).run(Scope.EVERYTHING, progress -> found.addAll(progress.findings()));
            }
            return found;
        });

        assertThat(results)
                .allMatch(result -> result.thrown() == null && result.value().isEmpty());
        assertThat(audit.verify()).isEmpty();
    }

    @Test
    void endsAtAnInventedNumberInsteadOfCountingUpToIt() {
        audit.tamper("UPDATE entry SET sequence = 9000000000000000000 WHERE sequence = 10");

        assertThat(audit.verify()).containsExactly(finding(10, null, DiscrepancyKind.GAP));
    }

    @Test
    void readsLongHistoriesInPieces() {
        audit.tamper("""
                DO $$
                DECLARE v_hash bytea := decode(repeat('00', 32), 'hex'); v_id uuid; v_account bigint;
                BEGIN
                    INSERT INTO account (team_id, kind) VALUES (gen_random_uuid(), 'CREDITS') RETURNING id INTO v_account;
                    FOR n IN 1..200000 LOOP
                        v_id := gen_random_uuid();
                        v_hash := sha256(v_hash || entry_canonical(v_account, n, v_id, now(), 'PURCHASE', 'PURCHASE', 1, n, 0, NULL, NULL,
                            NULL, NULL, '{}'));
                        INSERT INTO entry VALUES (v_account, n, v_id, now(), 'PURCHASE', 'PURCHASE', 1, n, 0, NULL, NULL, NULL, NULL,
                            '{}', v_hash);
                    END LOOP;
                    UPDATE account SET sequence = 200000, balance_units = 200000, last_hash = v_hash WHERE id = v_account;
                END $$""");
        assertThat(audit.verify()).isEmpty();

        audit.tamper("UPDATE entry SET shortfall_units = 1 WHERE sequence = 123456");

        assertThat(audit.verify())
                .singleElement()
                .satisfies(found -> assertThat(found.sequence()).isEqualTo(123_456));
    }

    private Discrepancy finding(long sequence, String day, DiscrepancyKind problem) {
        return new Discrepancy(wallet.teamId(), AccountKind.CREDITS, sequence, day, problem);
    }
}
