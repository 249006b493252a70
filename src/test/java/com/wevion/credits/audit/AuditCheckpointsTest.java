package com.wevion.credits.audit;

import static com.wevion.credits.audit.AuditBook.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.LedgerChecks;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.trail.Attempts;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.AuditEvent;
import com.wevion.credits.trail.Author;
import com.wevion.credits.trail.UnknownCallers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The audit log in the checkpoints, and an intruder who can do everything in the database. */
class AuditCheckpointsTest {
    /** Changes the third line and makes all hashes after it fit again. */
    private static final String FORGE = """
            DO $$
            DECLARE k audit_link; v_hash bytea;
            BEGIN
                UPDATE audit_line SET content = replace(content::text, '"number":3', '"number":4')::json
                 WHERE id = (SELECT line_id FROM audit_link WHERE sequence = 3);
                SELECT hash INTO v_hash FROM audit_link WHERE sequence = 2;
                FOR k IN SELECT * FROM audit_link WHERE sequence >= 3 ORDER BY sequence LOOP
                    v_hash := audit_hash(v_hash, k.sequence, (SELECT content::text FROM audit_line WHERE id = k.line_id));
                    UPDATE audit_link SET hash = v_hash WHERE sequence = k.sequence;
                END LOOP;
            END $$""";

    /** Changes a line and nothing else. */
    private static final String CHANGE = """
            UPDATE audit_line SET content = replace(content::text, 'bill', 'Bill')::json
             WHERE id = (SELECT line_id FROM audit_link WHERE sequence = %d)""";

    private static final String MONDAY_S = MONDAY.toString();

    private final AuditBook audit = new AuditBook();

    @BeforeEach
    void fiveLinesAndACheckpoint() {
        lines(5);
        audit.take(MONDAY);
    }

    @AfterEach
    void close() {
        audit.close();
    }

    @Test
    void findNothingInALogThatNobodyTouched() {
        lines(2);
        audit.take(MONDAY.plusDays(1));
        lines(1);

        assertThat(audit.verify()).isEmpty();
        assertThat(LedgerChecks.violations(audit.book.database().url())).isEmpty();
    }

    @Test
    void findNothingWhenTheAddressesOfUnknownCallersAreErased() {
        Sql sql = Sql.on(audit.book.pool());
        Attempts.refused(sql, AuditBook.CLOCK.instant().minusSeconds(1), "192.0.2.1");
        link(1);
        audit.take(MONDAY.plusDays(1));
        assertThat(audit.verify()).isEmpty();

        assertThat(UnknownCallers.forget(sql, AuditBook.CLOCK.instant(), 10)).isEqualTo(1);

        assertThat(audit.verify()).isEmpty();
    }

    @Test
    void nameTheLineThatWasChanged() {
        audit.tamper("UPDATE audit_line SET content = replace(content::text, '\"number\":3', '\"number\":4')::json");

        assertThat(audit.verify()).containsExactly(of(3, null));
    }

    @Test
    void nameTheLineThatWasTakenAway() {
        audit.tamper("DELETE FROM audit_link WHERE sequence = 2");

        assertThat(audit.verify()).containsExactly(of(2, null));
    }

    @Test
    void findAChangeWhoseHashesWereRecomputed() {
        audit.tamper(FORGE);

        assertThat(audit.verify()).containsExactly(of(5, "2026-02-02"));
    }

    @Test
    void findALogThatWasCutOff() {
        audit.tamper("DELETE FROM audit_link WHERE sequence > 3");

        assertThat(audit.verify()).containsExactly(of(5, "2026-02-02"));
    }

    @Test
    void findThatTheCheckpointWasMadeToFit() {
        audit.tamper(FORGE);
        audit.tamper("UPDATE audit_checkpoint SET hash = (SELECT hash FROM audit_link WHERE sequence = 5)");

        assertThat(audit.verify()).containsExactly(Discrepancy.ofCheckpoint("2026-02-02"));
    }

    @Test
    void areNotProvedByASignatureOfTheLedgersCheckpoint() {
        audit.tamper("UPDATE audit_checkpoint a SET signature = c.signature FROM checkpoint c WHERE c.day = a.day");

        assertThat(audit.verify()).containsExactly(Discrepancy.ofCheckpoint("2026-02-02"));
    }

    @Test
    void areWhereANightlyAuditGoesOnSoThatItFindsWhatIsLater() {
        lines(5);
        assertThat(nightly(MONDAY_S)).isEmpty();
        audit.tamper(CHANGE.formatted(8));

        assertThat(nightly(MONDAY_S)).containsExactly(of(8, null));
        assertThat(audit.verify()).containsExactly(of(8, null));
    }

    @Test
    void leaveWhatIsOlderAndWasChangedWithoutItsHashesToTheWholePass() {
        lines(2);
        audit.tamper(CHANGE.formatted(3));

        assertThat(nightly(MONDAY_S)).isEmpty();
        assertThat(nightly(null)).containsExactly(of(3, null));
        assertThat(audit.verify()).containsExactly(of(3, null));
    }

    @Test
    void showANightlyAuditWhatIsOlderAndWasChangedWithItsHashes() {
        audit.tamper(FORGE);

        assertThat(nightly(MONDAY_S)).containsExactly(of(5, MONDAY_S));
    }

    @Test
    void thatWereChangedMakeANightlyAuditBeginAtTheBeginning() {
        audit.tamper(CHANGE.formatted(3));
        audit.tamper("UPDATE audit_checkpoint SET signature = sha256('other') || sha256('other')");

        assertThat(nightly(MONDAY_S)).containsExactly(Discrepancy.ofCheckpoint(MONDAY_S), of(3, null));
    }

    @Test
    void proveNothingToANightlyAuditWithoutAKey() {
        audit.tamper(CHANGE.formatted(3));

        assertThat(nightly(audit.unsigned(), MONDAY_S)).containsExactly(of(3, null));
    }

    @Test
    void ofLaterDaysAreNotVerifiedYet() {
        lines(3);
        audit.take(MONDAY.plusDays(1));
        audit.tamper(CHANGE.formatted(7));

        assertThat(nightly(MONDAY_S)).containsExactly(of(7, null));
        assertThat(nightly("2026-02-03")).isEmpty();
    }

    private List<Discrepancy> nightly(String verifiedDay) {
        return nightly(audit.checkpoints, verifiedDay);
    }

    private List<Discrepancy> nightly(Checkpoints checkpoints, String verifiedDay) {
        return new Verifier(audit.book.pool(), checkpoints, 100, 100)
                .runSince(MONDAY_S, verifiedDay, progress -> {})
                .findings();
    }

    private static Discrepancy of(long sequence, String day) {
        return Discrepancy.ofAuditLog(sequence, day);
    }

    private void lines(int number) {
        Sql sql = Sql.on(audit.book.pool());
        for (int line = 1; line <= number; line++) {
            Author.PLATFORM.record(
                    sql,
                    AuditBook.CLOCK.instant(),
                    AuditEvent.of(AuditAction.BILL_MADE, "bill", line, null, Map.of("number", line)));
        }
        link(number);
    }

    private void link(int number) {
        assertThat(Sql.on(audit.book.pool())
                        .list("SELECT link_audit_lines(100) AS linked", row -> row.getInt("linked")))
                .containsExactly(number);
    }
}
