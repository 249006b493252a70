package com.wevion.credits.event.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.dev.SettableClock;
import com.wevion.credits.event.EventType;
import com.wevion.credits.event.Events;
import com.wevion.credits.platform.Rounds;
import com.wevion.credits.platform.RunningWork;
import com.wevion.credits.platform.database.Sql;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Mails to several addresses, some of which are refused. */
class MailRoundsTest {
    private final ScratchDatabase database = ScratchDatabase.migrated();
    private final HikariDataSource pool = database.pool();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-10-15T12:00:00Z"));
    private final ScriptedMailServer server = new ScriptedMailServer();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Rounds rounds = new Rounds(Executors.defaultThreadFactory(), new RunningWork(), meters);

    private MailRounds mails(String operators) {
        MailRounds mails = new MailRounds();
        mails.meters = meters;
        mails.settings = MailTestSettings.of(server.port(), "none");
        mails.settings.operators = Optional.of(operators);
        mails.settings.check();
        mails.receivers = new MailReceivers();
        mails.receivers.dataSource = pool;
        mails.receivers.clock = clock;
        mails.mailboxes = new Mailboxes();
        mails.mailboxes.dataSource = pool;
        mails.mailboxes.clock = clock;
        mails.mailboxes.settings = mails.settings;
        mails.mailboxes.digestMinutes = 60;
        mails.mailboxes.maxEvents = 100;
        mails.sender = new MailSender();
        mails.sender.settings = mails.settings;
        mails.sender.clock = clock;
        mails.sender.links = new MailLinks();
        mails.sender.links.settings = mails.settings;
        mails.pollMillis = 20;
        mails.forgetSeconds = 3600;
        return mails;
    }

    @AfterEach
    void close() {
        rounds.close();
        await().until(() -> pool.getHikariPoolMXBean().getActiveConnections() == 0);
        server.close();
        pool.close();
        database.drop();
    }

    @Test
    void goToAllOthersWhileOneAddressIsRefusedAndAnotherOneFails() {
        server.answerRecipient("<b@example.com>", "550 5.1.1 No such user here");
        server.answerRecipient("<c@example.com>", "450 4.2.1 Try again later");
        mails("a@example.com, b@example.com, c@example.com, d@example.com").begin(rounds);
        violation();
        await().until(() -> attempts("SENT") == 2 && attempts("REFUSED") == 1 && attempts("FAILED") == 1);
        assertThat(server.recipients())
                .containsExactlyInAnyOrder("<a@example.com>", "<b@example.com>", "<c@example.com>", "<d@example.com>");

        server.answerRecipient("<b@example.com>", "250 OK");
        server.answerRecipient("<c@example.com>", "250 OK");
        clock.advance(Duration.ofHours(1));
        await().until(() -> attempts("SENT") == 3);
        clock.advance(Duration.ofHours(1));
        violation();
        await().until(() -> attempts("SENT") == 6);

        assertThat(server.recipients().subList(4, 8))
                .containsExactlyInAnyOrder("<c@example.com>", "<a@example.com>", "<c@example.com>", "<d@example.com>");
        assertThat(states()).containsExactly("a SENT 2", "b DEAD 1", "c SENT 2", "d SENT 2");
        assertThat(server.messages()).hasSize(6);
    }

    private double attempts(String outcome) {
        return meters.get("credits.mails").tag("outcome", outcome).counter().count();
    }

    private void violation() {
        Events.record(
                Sql.on(pool), EventType.AUDIT_VIOLATION, null, clock.instant().toString(), clock.instant(), Map.of());
    }

    private List<String> states() {
        return Sql.on(pool)
                .list(
                        "SELECT left(address, 1) || ' ' || state || ' ' || count(*) AS told"
                                + " FROM mail_item i JOIN mail_receiver r ON r.id = i.receiver_id GROUP BY address, state ORDER BY 1",
                        row -> row.getString("told"));
    }
}
