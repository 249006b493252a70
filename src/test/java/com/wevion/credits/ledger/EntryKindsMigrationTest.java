package com.wevion.credits.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.dev.LedgerChecks;
import com.wevion.credits.dev.ScratchDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** V027 on older books: the time from which settlements must have usage records, and the kinds that entries may be of. */
class EntryKindsMigrationTest {
    private final ScratchDatabase old = ScratchDatabase.migratedTo("24");

    @AfterEach
    void drop() {
        old.drop();
    }

    @Test
    void expectsUsageRecordsFromTheFirstSettlementOnThatHasAny() {
        settled("2026-01-01");
        settled("2026-01-02");
        settled("2026-01-03");
        old.executeAsSuperuser(
                "INSERT INTO usage_record (work_id, measure, at, service, engine, quantity, charged_micros, outcome)"
                        + " SELECT id, 'IMAGE', now(), 'IMAGE', 'FLUX', 1, 5, 'SUCCEEDED' FROM hold WHERE ended_at >= '2026-01-02'");

        old.migrate("latest");

        assertThat(unrecorded()).isEmpty();
        old.executeAsSuperuser("TRUNCATE usage_record");
        assertThat(unrecorded()).hasSize(2);
    }

    @Test
    void expectsUsageRecordsOfWhatIsSettledLaterIfNothingHasAny() {
        settled("2026-01-01");
        settled("2026-01-02");

        old.migrate("latest");

        assertThat(unrecorded()).isEmpty();
        settledNow("2026-01-03");
        assertThat(unrecorded()).hasSize(1);
    }

    @Test
    void expectsUsageRecordsOfEverythingIfNothingWasSettled() {
        old.migrate("latest");

        settledNow("2020-01-01");

        assertThat(unrecorded()).hasSize(1);
    }

    @Test
    void refusesBooksWithAnEntryOfAKindThatItsTypeDoesNotHave() {
        old.executeAsSuperuser(
                "INSERT INTO entry VALUES (1, 1, gen_random_uuid(), now(), 'PURCHASE', 'GIFT', 50000, 50000, 0, NULL, NULL,"
                        + " NULL, NULL, '{}', sha256(''))");

        assertThatThrownBy(() -> old.migrate("latest")).hasMessageContaining("entry_is_as_its_type");
    }

    /** A job that was done at this time, and charged 5, in the books as V024 has them. */
    private void settled(String day) {
        old.executeAsSuperuser(settlement(day));
    }

    /** The same in the books of today. */
    private void settledNow(String day) {
        old.executeAsSuperuser(settlement(day).replace("_micros", "_units"));
    }

    private static String settlement(String day) {
        return "INSERT INTO hold (id, account_id, team_id, kind, idempotency_key, fingerprint, user_id, amount_micros,"
                + " terms, available_after_micros, created_at, expires_at, state, ended_at, charged_micros, shortfall_micros,"
                + " balance_at_end_micros, available_at_end_micros) SELECT gen_random_uuid(), 1, gen_random_uuid(), 'JOB', 'key', '',"
                + " gen_random_uuid(), 5, '{}', 0, d, d + interval '1 hour', 'SETTLED', d, 5, 0, 0, 0 FROM (SELECT timestamptz '"
                + day
                + "') AS done (d)";
    }

    private List<String> unrecorded() {
        return LedgerChecks.violations(old.url()).stream()
                .filter(violation -> violation.startsWith("every_settlement_has_its_usage_records"))
                .toList();
    }
}
