package com.wevion.credits.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.audit.VerificationBacklog;
import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.event.mail.MailBacklog;
import com.wevion.credits.event.webhook.DeliveryBacklog;
import com.wevion.credits.generation.broker.BrokerBacklog;
import com.wevion.credits.invoice.ImportBacklog;
import com.wevion.credits.ledger.HoldBacklog;
import com.wevion.credits.operations.QueuesView.Events;
import com.wevion.credits.operations.QueuesView.Holds;
import com.wevion.credits.operations.QueuesView.Jobs;
import com.wevion.credits.operations.QueuesView.Waiting;
import com.wevion.credits.operations.QueuesView.Work;
import com.wevion.credits.platform.database.Night;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.purchase.PurchaseBacklog;
import com.wevion.credits.reconciliation.Nights;
import com.wevion.credits.reconciliation.RunBacklog;
import com.wevion.credits.stripe.EventBacklog;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts of what waits in a real database. */
class QueuesTest {
    private static final Instant NOON = Instant.parse("2026-10-15T12:00:00Z");
    private static final Instant EARLY = NOON.minusSeconds(60);
    private static final String ID = "gen_random_uuid()";
    private static final String DIGEST = "decode(repeat('00', 32), 'hex')";

    private final ScratchDatabase database = ScratchDatabase.migrated();
    private final HikariDataSource pool = database.pool();
    private final Queues queues = new Queues();

    @BeforeEach
    void open() {
        queues.dataSource = pool;
        queues.clock = Clock.fixed(NOON, ZoneOffset.UTC);
        queues.counted = 3;
        queues.backlogs = List.of(
                new BrokerBacklog(),
                new EventBacklog(),
                new HoldBacklog(),
                new ImportBacklog(),
                new PurchaseBacklog(),
                new RunBacklog(),
                new DeliveryBacklog(),
                new MailBacklog(),
                new Nights(queues.clock, LocalTime.of(3, 0), 35, Duration.ofHours(2)),
                new VerificationBacklog());
    }

    @AfterEach
    void close() {
        pool.close();
        database.drop();
    }

    @Test
    void isEmptyWhereNothingWaits() {
        Waiting none = new Waiting(0, null);
        Work idle = new Work(0, null, 0, 0L);
        assertThat(queues.now())
                .isEqualTo(new QueuesView(
                        NOON,
                        3,
                        none,
                        new Jobs(0, null, 0),
                        none,
                        new Events(0, 0, null),
                        new Events(0, 0, null),
                        new Events(0, 0, null),
                        new Holds(0, 0),
                        none,
                        none,
                        none,
                        idle,
                        new Work(0, null, 0, null),
                        idle,
                        new Night(LocalDate.of(2026, 10, 15), Night.State.PENDING, null, null),
                        null));
    }

    @Test
    void countsMessagesUpToABound() {
        run("INSERT INTO outbox (queue, body, created_at) SELECT 'q', '', ?::timestamptz + i * interval '1 second'"
                + " FROM generate_series(0, 4) i");

        assertThat(queues.now().outbox()).isEqualTo(new Waiting(3, EARLY));
    }

    @Test
    void countsDeadLettersUntilTheyAreReplayedOrDismissed() {
        String insert =
                "INSERT INTO dead_letter (id, message_id, queue, body, complete, reason, failed_at, replayed_at, replayed_by)";
        run(insert + " SELECT " + ID + ", i::text, 'q', '', true, 'r', ?, now(), " + ID
                + " FROM generate_series(1, 9) i");
        run(insert + " VALUES (" + ID + ", 'm', 'q', '', true, 'r', ?, NULL, NULL)");
        run(
                "INSERT INTO dead_letter (id, message_id, queue, body, complete, reason, failed_at, dismissed_at, dismissed_by,"
                        + " dismissal_reason) VALUES (" + ID + ", 'd', 'q', '', true, 'r', ?, now(), " + ID + ", 'r')");

        assertThat(queues.now().deadLetters()).isEqualTo(new Waiting(1, EARLY));
    }

    @Test
    void tellsEventsThatWaitFromThoseThatFailed() {
        run("INSERT INTO stripe_event (id, type, created_at, received_at, due_at, status, ended_at)"
                + " SELECT s || i, 't', now(), ?, now(), s, CASE s WHEN 'RECEIVED' THEN NULL ELSE now() END"
                + " FROM (VALUES ('RECEIVED', 2), ('DEAD', 1), ('DONE', 9)) AS v (s, n), generate_series(1, n) i");

        assertThat(queues.now().stripeEvents()).isEqualTo(new Events(2, 1, EARLY));
    }

    @Test
    void tellsDeliveriesToWebhooksThatWaitFromThoseThatWereGivenUp() {
        run(
                "INSERT INTO event (id, type, subject, at, data) SELECT ('00000000-0000-7000-8000-00000000000' || i)::uuid, 't', i::text,"
                        + " ?::timestamptz + i * interval '1 second', '{}' FROM generate_series(0, 5) i");
        for (String end : new String[] {"NULL, NULL", "now(), NULL", "NULL, now()"}) {
            run(
                    "INSERT INTO webhook (id, url, types, made_by, made_at, idempotency_key, fingerprint, gone_at, removed_at) SELECT "
                            + ID + ", 'https://receiver.example', '{t}', " + ID + ", ?, " + ID + "::text, " + DIGEST
                            + ", " + end);
        }
        database.execute("INSERT INTO webhook_delivery (webhook_id, event_id, state, due_at, delivered_at)"
                + " SELECT w.id, e.id, s, now(), CASE s WHEN 'DELIVERED' THEN now() END FROM webhook w,"
                + " (SELECT id, (ARRAY['DELIVERED', 'WAITING', 'WAITING', 'DEAD', 'DELIVERED', 'DELIVERED'])[1 + subject::int] AS s"
                + " FROM event) e WHERE s <> 'DEAD' OR (w.gone_at IS NULL AND w.removed_at IS NULL)");

        assertThat(queues.now().webhooks()).isEqualTo(new Events(2, 1, EARLY.plusSeconds(1)));
    }

    @Test
    void countsOpenHoldsAndJobsAmongThemAndWhatIsOverdue() {
        queues.counted = 10;
        account();
        hold("JOB", "OPEN", 0);
        hold("JOB", "OPEN", 1);
        hold("CHAT_MESSAGE", "OPEN", -1);
        hold("JOB", "VOIDED", -1);

        QueuesView now = queues.now();

        assertThat(now.jobs()).isEqualTo(new Jobs(2, EARLY, 1));
        assertThat(now.holds()).isEqualTo(new Holds(3, 2));
    }

    @Test
    void countsPurchasesThatAreNotPaid() {
        account();
        for (String status : new String[] {"PENDING", "EXPIRED"}) {
            run(
                    "INSERT INTO purchase (id, team_id, account_id, idempotency_key, fingerprint, bought_by, package, catalog_version,"
                            + " credits_micros, price_cents, return_url, created_at, expires_at, status) SELECT " + ID
                            + ", team_id, id, '"
                            + status + "', " + DIGEST + ", team_id, 'P', 1, 1, 1, '', ?, now(), '" + status
                            + "' FROM account");
        }

        assertThat(queues.now().purchases()).isEqualTo(new Waiting(1, EARLY));
    }

    @Test
    void countsBreaksThatNobodyHasTakenUp() {
        for (String state : new String[] {"OPEN", "ACCEPTED", "DISPUTED", "RESOLVED"}) {
            for (String owner : new String[] {"NULL", "'Ada'"}) {
                run(
                        "INSERT INTO reconciliation_break (id, provider, cause, key, day, variance_nanos, currency, state, owner,"
                                + " first_seen_at, first_run, last_run, starts_at, ends_at) SELECT " + ID
                                + ", 'P', 'TAX', " + ID
                                + "::text, '2026-10-01', 1, 'USD', '" + state + "', " + owner + ", ?, " + ID + ", " + ID
                                + ", '2026-10-01', '2026-10-02'");
            }
        }

        assertThat(queues.now().breaks()).isEqualTo(new Waiting(1, EARLY));
    }

    @Test
    void countsRefusedFilesUntilTheyAreDismissed() {
        for (String dismissal : new String[] {"NULL, NULL", "now(), 'r'"}) {
            run(
                    "INSERT INTO invoice_import (id, fingerprint, provider, format, source, status, reason, dismissed_at, dismissal_reason,"
                            + " started_at, lease_until, ended_at, sha256) SELECT " + ID + ", " + DIGEST
                            + ", 'P', 'FOCUS', 'REST', 'REFUSED', 'r', " + dismissal + ", now(), now(), ?, sha256('"
                            + dismissal.charAt(0)
                            + "')");
        }

        assertThat(queues.now().refusedImports()).isEqualTo(new Waiting(1, EARLY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MATCH", "CLASSIFY"})
    void saysHowFarTheReconciliationIs(String step) {
        run(
                "INSERT INTO reconciliation_run (id, idempotency_key, fingerprint, trigger, from_day, to_day, catalog_version, terms,"
                        + " started_at, lease_until) SELECT " + ID + ", 'k', " + DIGEST
                        + ", 'NIGHTLY', '2026-10-01', '2026-10-02', 1, '{}', now(), ?");
        database.execute("INSERT INTO reconciliation_step SELECT id, s, CASE s WHEN '" + step
                + "' THEN 'RUNNING' ELSE 'DONE' END, 70, 20 FROM reconciliation_run, (VALUES ('STAGE'), ('" + step
                + "')) v (s)");
        database.execute("INSERT INTO reconciliation_slice SELECT id, 'P', d, 5, 4, d = '2026-10-01'"
                + " FROM reconciliation_run, (VALUES ('2026-10-01'::date), ('2026-10-02')) v (d)");

        assertThat(queues.now().reconciliation())
                .isEqualTo(step.equals("MATCH") ? new Work(1, step, 9, 18L) : new Work(1, step, 20, 70L));
    }

    @Test
    void saysHowFarImportsAndVerificationsAre() {
        run(
                "INSERT INTO invoice_import (id, fingerprint, provider, format, source, accepted, refused, started_at, lease_until)"
                        + " SELECT " + ID + ", " + DIGEST
                        + ", 'P', 'FOCUS', 'REST', 5, 1, now(), ? FROM generate_series(1, 2)");
        run(
                "INSERT INTO verification (id, idempotency_key, fingerprint, requested_by, entries, entries_total, started_at, lease_until)"
                        + " SELECT " + ID + ", 'k', ''::bytea, " + ID + ", 7, 9, now(), ?");

        QueuesView now = queues.now();

        assertThat(now.imports()).isEqualTo(new Work(2, null, 12, null));
        assertThat(now.verifications()).isEqualTo(new Work(1, null, 7, 9L));
    }

    private void account() {
        run("INSERT INTO team SELECT " + ID + ", 'T', 'PRO', true, true, 'METERED', 0, 'OWNER', ?");
        database.execute("INSERT INTO account (team_id, kind) SELECT id, 'CREDITS' FROM team");
    }

    private void hold(String kind, String state, int expiresInSeconds) {
        String end = state.equals("OPEN") ? "NULL, NULL, NULL, NULL, NULL" : "now(), 0, 0, 0, 0";
        run(
                "INSERT INTO hold (id, account_id, team_id, kind, idempotency_key, fingerprint, user_id, amount_units, terms,"
                        + " available_after_units, created_at, expires_at, state, ended_at, charged_units, shortfall_units,"
                        + " balance_at_end_units, available_at_end_units) SELECT " + ID + ", id, team_id, '" + kind
                        + "', " + ID
                        + "::text, ''::bytea, team_id, 0, '{}', 0, ?, timestamptz '"
                        + NOON.plusSeconds(expiresInSeconds) + "', '"
                        + state + "', " + end + " FROM account");
    }

    /** With the early time as its one parameter. */
    private void run(String sql) {
        Sql.on(pool).update(sql, EARLY);
    }
}
