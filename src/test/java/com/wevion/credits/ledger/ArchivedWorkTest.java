package com.wevion.credits.ledger;

import static com.wevion.credits.ledger.TestLedger.end;
import static com.wevion.credits.ledger.TestLedger.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.RetentionScript;
import com.wevion.credits.dev.SettableClock;
import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.ledger.book.AdmittedWork;
import com.wevion.credits.ledger.book.HoldKind;
import com.wevion.credits.ledger.book.HoldState;
import com.wevion.credits.ledger.operation.Admission;
import com.wevion.credits.ledger.operation.Ending;
import com.wevion.credits.ledger.operation.Hold;
import com.wevion.credits.ledger.operation.HoldEndedOtherwise;
import com.wevion.credits.ledger.operation.IdempotencyKeyReused;
import com.wevion.credits.ledger.operation.Settle;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.database.Sql;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Closed work below the horizon: archived under traffic, and never charged again. */
class ArchivedWorkTest {
    private static final int OLD_CHATS = 60;
    private static final LocalDate HORIZON = LocalDate.now(ZoneOffset.UTC).minusDays(400);
    private static final String TERMS = "{\"a\": 1.50,  \"b\": \"line\\n\\\\\"}";

    private final TestLedger book = new TestLedger();
    private final RetentionScript script =
            new RetentionScript(book.database.url(), Path.of("target/retention/archived-work"));
    private AccountState wallet;
    private final List<Hold> chats = new ArrayList<>();
    private Hold settled;
    private Hold voided;
    private Hold expired;
    private Admission admission;
    private Ending ending;

    @BeforeEach
    void workOfLongAgo() {
        book.clock.advance(Duration.ofDays(-500));
        wallet = book.wallet(100_000);
        settled = job("settled");
        admission = book.ledger.post(settled);
        ending = book.ledger.post(settle(settled, 30));
        voided = job("voided");
        book.ledger.post(voided);
        book.ledger.post(end(voided));
        expired = job("expired");
        book.ledger.post(expired);
        book.clock.advance(TestLedger.HOLD_TIME);
        assertThatThrownBy(() -> book.ledger.post(settle(expired, 30))).isInstanceOf(HoldEndedOtherwise.class);
        for (int i = 0; i < OLD_CHATS; i++) {
            chats.add(charged("old " + i));
        }
        book.database.execute(
                "INSERT INTO job (id, team_id, user_id, service, requested_engine, engine, quantity, quoted_units,"
                        + " parameters, created_at, deadline) SELECT id, team_id, user_id, 'IMAGE', 'FLUX', 'FLUX', 1, amount_units,"
                        + " '{\"prompt\":  1.0}', created_at, expires_at FROM hold WHERE kind = 'JOB'");
        book.database.execute(
                "INSERT INTO job_cancellation SELECT id, ended_at FROM hold WHERE id = '" + voided.holdId() + "'");
        book.database.execute(
                "INSERT INTO usage_record (work_id, measure, at, service, engine, quantity, charged_units, outcome)"
                        + " SELECT id, 'IMAGE', ended_at, 'IMAGE', 'FLUX', 1, charged_units, CASE state WHEN 'SETTLED' THEN 'SUCCEEDED'"
                        + " WHEN 'VOIDED' THEN 'FAILED' ELSE 'LATE' END FROM hold WHERE kind = 'JOB'");
        book.database.execute(
                "INSERT INTO anomaly SELECT id, 'LATE', '{\"x\":  2}', sha256(''), ended_at FROM hold WHERE id = '"
                        + expired.holdId() + "'");
        book.clock.advance(Duration.ofDays(500).minus(TestLedger.HOLD_TIME));
        charged("new");
        book.ledger.post(book.hold(wallet, 5, "open"));
    }

    @AfterEach
    void everyInvariantHolds() {
        assertThat(book.violations()).isEmpty();
        book.close();
    }

    private Hold job(String key) {
        return Hold.of(
                new AdmittedWork(
                        Ids.next(),
                        wallet.accountId(),
                        wallet.teamId(),
                        HoldKind.JOB,
                        TestLedger.ALICE,
                        50,
                        book.clock.instant().plus(TestLedger.HOLD_TIME),
                        TERMS),
                key,
                new byte[] {1});
    }

    private Hold charged(String key) {
        Hold hold = book.hold(wallet, 10, key);
        book.ledger.post(hold);
        book.ledger.post(settle(hold, 7));
        return hold;
    }

    private void record() throws InterruptedException {
        assertThat(script.run(Map.of(), "record", HORIZON.toString()).error()).isEmpty();
    }

    private long count(String from) {
        return book.database.count("SELECT count(*) FROM " + from);
    }

    private List<String> files() {
        return Sql.on(book.pool).list("SELECT file FROM retention_archive", row -> row.getString("file"));
    }

    @Test
    void isArchivedUnderTrafficThoughTheScriptIsKilled() throws Exception {
        record();
        AtomicBoolean enough = new AtomicBoolean();
        Ledger other = book.node(new SettableClock());
        CompletableFuture<Integer> traffic = CompletableFuture.supplyAsync(() -> {
            int charges = 0;
            while (!enough.get()) {
                Hold hold = book.hold(wallet, 3, "during " + charges++);
                other.post(hold);
                other.post(settle(hold, 2));
            }
            return charges;
        });
        for (int kill = 1; kill <= 5; kill++) {
            Process running = script.start(
                    Map.of("CREDITS_RETENTION_ROWS", "4"),
                    "archive",
                    script.archive().toString());
            long seen = script.files();
            int more = kill % 3;
            await().pollInterval(Duration.ofMillis(1)).until(() -> script.files() > seen + more || !running.isAlive());
            RetentionScript.kill(running);
        }
        RetentionScript.Result last = script.archive(4);
        enough.set(true);
        int charges = traffic.get();

        assertThat(last.error()).isEmpty();
        assertThat(charges).isPositive();
        assertThat(count("hold WHERE ended_at < '" + HORIZON + "'")).isZero();
        assertThat(count("hold")).isEqualTo(2 + charges);
        assertThat(count("archived_hold")).isEqualTo(OLD_CHATS + 3);
        assertThat(count("job") + count("usage_record") + count("anomaly") + count("job_cancellation"))
                .isZero();
        List<String> lines = script.lines(files());
        assertThat(lines).doesNotHaveDuplicates().hasSize(OLD_CHATS + 3 + 3 + 1 + 3 + 1);
        assertThat(lines)
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "\"table\": \"hold\"",
                                "\"idempotency_key\": \"settled\"",
                                "\"terms\": \"{\\\"a\\\": 1.50,  \\\"b\\\": \\\"line\\\\n\\\\\\\\\\\"}\""))
                .anySatisfy(line ->
                        assertThat(line).contains("\"table\": \"job\"", "\"parameters\": \"{\\\"prompt\\\":  1.0}\""))
                .anySatisfy(line -> assertThat(line).contains("\"table\": \"anomaly\"", "{\\\"x\\\":  2}"));
        assertThat(script.run(Map.of(), "check", script.archive().toString()).exit())
                .isZero();
        assertThat(book.now(wallet).balanceUnits()).isEqualTo(100_000 - 30 - 7 * (OLD_CHATS + 1) - 2L * charges);
    }

    @Test
    void isAnsweredAsAtFirstAndChargesNothingAgain() throws Exception {
        record();
        assertThat(script.archive(1_000).error()).isEmpty();
        assertThat(count("archived_hold")).isEqualTo(OLD_CHATS + 3);
        long entries = count("entry");
        AccountState before = book.now(wallet);

        for (Ledger ledger : List.of(book.ledger, book.node(new SettableClock()))) {
            assertThat(ledger.post(again(settled)))
                    .isEqualTo(new Admission(
                            settled.holdId(),
                            true,
                            50,
                            admission.availableUnits(),
                            admission.expiresAt(),
                            admission.at()));
            assertThat(ledger.post(settle(settled, 30)))
                    .isEqualTo(new Ending(
                            settled.holdId(),
                            true,
                            HoldState.SETTLED,
                            30,
                            0,
                            ending.balanceUnits(),
                            ending.availableUnits(),
                            ending.at()));
            assertThat(ledger.post(end(voided)).state()).isEqualTo(HoldState.VOIDED);
            ended(ledger, settle(settled, 31), HoldState.SETTLED);
            ended(ledger, settle(voided, 30), HoldState.VOIDED);
            ended(ledger, settle(expired, 30), HoldState.EXPIRED);
            ended(ledger, settle(chats.get(3), 8), HoldState.SETTLED);
            assertThatThrownBy(() -> ledger.post(book.hold(wallet, 11, "old 5")))
                    .isInstanceOf(IdempotencyKeyReused.class);
            assertThat(ledger.post(book.hold(wallet, 10, "old 5")).holdId())
                    .isEqualTo(chats.get(5).holdId());
        }
        assertThat(book.holds
                        .admission(wallet.teamId(), HoldKind.JOB, "settled", new byte[] {1})
                        .map(Admission::holdId))
                .contains(settled.holdId());
        assertThatThrownBy(() -> book.holds.admission(wallet.teamId(), HoldKind.JOB, "settled", new byte[] {2}))
                .isInstanceOf(IdempotencyKeyReused.class);
        assertThat(book.holds.archived(settled.holdId()).orElseThrow().work().terms())
                .isEqualTo(TERMS);
        assertThat(count("entry")).isEqualTo(entries);
        assertThat(count("hold")).isEqualTo(2);
        assertThat(book.now(wallet)).isEqualTo(before);
    }

    private Hold again(Hold hold) {
        AdmittedWork work = hold.work();
        return Hold.of(
                new AdmittedWork(
                        Ids.next(),
                        work.accountId(),
                        work.teamId(),
                        work.kind(),
                        work.userId(),
                        work.amountUnits(),
                        book.clock.instant().plus(TestLedger.HOLD_TIME),
                        work.terms()),
                hold.idempotencyKey(),
                hold.fingerprint());
    }

    private static void ended(Ledger ledger, Settle settle, HoldState state) {
        assertThatThrownBy(() -> ledger.post(settle))
                .isInstanceOfSatisfying(
                        HoldEndedOtherwise.class,
                        refusal -> assertThat(refusal.state()).isEqualTo(state));
    }

    @Test
    void staysWholeIfAnythingOfItIsLaterThanTheHorizon() throws Exception {
        UUID reported = expired.holdId();
        UUID recorded = voided.holdId();
        book.database.execute("INSERT INTO anomaly VALUES ('" + reported + "', 'SURPLUS', '{}', sha256('now'), now())");
        book.database.execute(
                "INSERT INTO usage_record (work_id, measure, at, service, engine, quantity, charged_units, outcome)"
                        + " VALUES ('" + recorded + "', 'INPUT_TOKEN', now(), 'IMAGE', 'FLUX', 1, 0, 'FAILED')");
        record();

        assertThat(script.archive(10).error()).isEmpty();

        assertThat(count("hold WHERE id IN ('" + reported + "', '" + recorded + "')"))
                .isEqualTo(2);
        assertThat(count("usage_record")).isEqualTo(3);
        assertThat(count("anomaly")).isEqualTo(2);
        assertThat(count("archived_hold")).isEqualTo(OLD_CHATS + 1);
    }

    @Test
    void cannotBeDeletedWithoutBeingArchived() {
        for (String table : List.of("hold", "job", "job_cancellation", "usage_record", "anomaly")) {
            assertThatThrownBy(() -> book.database.execute("DELETE FROM " + table))
                    .as(table)
                    .hasMessageContaining("append-only");
        }
        assertThatThrownBy(() -> book.database.execute("TRUNCATE hold CASCADE")).hasMessageContaining("append-only");
    }

    @Test
    void isNotArchivedWhileAHoldOfThenIsOpen() throws Exception {
        Hold forgotten = book.hold(wallet, 5, "forgotten");
        book.ledger.post(forgotten);
        book.database.execute("UPDATE hold SET created_at = created_at - interval '450 days' WHERE state = 'OPEN'"
                + " AND idempotency_key = 'forgotten'");

        RetentionScript.Result refused = script.run(Map.of(), "record", HORIZON.toString());

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.error()).contains("1 open holds, the oldest " + forgotten.holdId());
        assertThat(count("retention_horizon")).isZero();
    }
}
