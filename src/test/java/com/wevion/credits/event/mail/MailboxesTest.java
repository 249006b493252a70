package com.wevion.credits.event.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.Crowd;
import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.dev.SettableClock;
import com.wevion.credits.event.EventType;
import com.wevion.credits.event.Events;
import com.wevion.credits.platform.database.Sql;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each event is in one mail, whoever sends it; a mail that fails is tried three times. */
class MailboxesTest {
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration HOUR = Duration.ofHours(1);

    private final ScratchDatabase database = ScratchDatabase.migrated();
    private final HikariDataSource pool = database.pool();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-10-15T12:00:00Z"));
    private final MailReceivers receivers = new MailReceivers();
    private final Mailboxes server = server();
    private final Mailboxes otherServer = server();
    private final UUID team = UUID.randomUUID();

    private Mailboxes server() {
        Mailboxes mailboxes = new Mailboxes();
        mailboxes.dataSource = pool;
        mailboxes.clock = clock;
        mailboxes.digestMinutes = 60;
        mailboxes.maxEvents = 100;
        mailboxes.settings = MailTestSettings.of(25, "starttls");
        return mailboxes;
    }

    @BeforeEach
    void insertATeam() {
        receivers.dataSource = pool;
        receivers.clock = clock;
        Sql.on(pool)
                .update(
                        "INSERT INTO team (id, name, plan, ai_chat, creative_hub, creative_funding, low_balance_threshold_micros,"
                                + " minimum_purchase_role, created_at)"
                                + " VALUES (?, 'Team', 'PRO', true, true, 'METERED', 100000000, 'OWNER', now())",
                        team);
    }

    @AfterEach
    void close() {
        pool.close();
        database.drop();
    }

    @Test
    void areClaimedOnceByTwoServersAtOnce() throws InterruptedException {
        IntStream.range(0, 40).forEach(i -> member(i + "@example.com"));
        event();

        List<String> claimed = Crowd.of(2, number -> (number == 0 ? server : otherServer).claim(40, LEASE)).stream()
                .flatMap(result -> result.value().stream().map(Mail::address))
                .toList();

        assertThat(claimed).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void sendAMailAgainAsItWasWhenItsServerHasEnded() {
        member("mo@example.com");
        UUID first = event();
        Mail mail = claimed(server);
        UUID second = event();
        assertThat(otherServer.claim(10, LEASE)).isEmpty();
        clock.advance(LEASE);

        Mail again = claimed(otherServer);

        assertThat(again.id()).isEqualTo(mail.id());
        assertThat(ids(again)).containsExactlyElementsOf(ids(mail)).containsExactly(first);
        otherServer.sent(again);
        clock.advance(HOUR.minusSeconds(1));
        assertThat(server.claim(10, LEASE)).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        Mail next = claimed(server);
        assertThat(next.id()).isNotEqualTo(mail.id());
        assertThat(ids(next)).containsExactly(second);
    }

    @Test
    void giveUpAMailAfterItsLastAttemptAndGoOnWithTheNext() {
        member("mo@example.com");
        event();
        for (int attempt = 1; attempt <= 3; attempt++) {
            Mail mail = claimed(server);
            assertThat(mail.attempt()).isEqualTo(attempt);
            server.failed(mail);
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(server.claim(10, LEASE)).isEmpty();
        assertThat(states()).containsExactly("DEAD");
        UUID next = event();

        assertThat(ids(claimed(server))).containsExactly(next);
    }

    @Test
    void sendNothingMoreToAnAddressThatIsRefusedUntilItIsConfirmedAgain() {
        UUID user = member("mo@example.com");
        event();
        server.refused(claimed(server));
        event();
        assertThat(server.claim(10, LEASE)).isEmpty();
        assertThat(states()).containsExactly("DEAD");

        receivers.put(team, user, "mo@example.com", "en", List.of(EventType.BALANCE_LOW));

        assertThat(claimed(server).toConfirm()).hasSize(1);
    }

    @Test
    void sendWhatWaitsToAnotherAddressOnlyOnceThatIsConfirmed() {
        UUID user = member("mo@example.com");
        UUID event = event();
        Mail mail = claimed(server);
        MailReceiver moved = receivers.put(team, user, "new@example.com", "en", List.of(EventType.BALANCE_LOW));
        server.failed(mail);
        clock.advance(HOUR);

        Mail asks = claimed(server);
        assertThat(asks.address()).isEqualTo("new@example.com");
        assertThat(asks.told()).isEmpty();
        server.sent(asks);
        assertThat(server.claim(10, LEASE)).isEmpty();
        receivers.confirm(moved);
        assertThat(ids(claimed(server))).containsExactly(event);
    }

    @Test
    void askAgainForAnAddressThatIsSavedAgainButNotSooner() {
        UUID user = insertMember();
        receivers.put(team, user, "mo@example.com", "en", List.of(EventType.BALANCE_LOW));
        server.sent(claimed(server));
        receivers.put(team, user, "mo@example.com", "en", List.of(EventType.BALANCE_LOW));
        assertThat(server.claim(10, LEASE)).isEmpty();
        clock.advance(HOUR);

        Mail again = claimed(server);
        assertThat(again.toConfirm()).hasSize(1);
        receivers.confirm(again.reader());
        server.sent(again);
        receivers.put(team, user, "mo@example.com", "de", List.of(EventType.BALANCE_LOW));
        clock.advance(HOUR);

        assertThat(server.claim(10, LEASE)).isEmpty();
        UUID event = event();
        assertThat(ids(claimed(server))).containsExactly(event);
    }

    @Test
    void forgetTheAddressesOfThoseWhoHaveLeft() {
        UUID gone = member("gone@example.com");
        member("mo@example.com");
        receivers.takeOperators(List.of("op@example.com"), "en", List.of());
        Sql.on(pool).update("UPDATE member SET removed_at = now() WHERE user_id = ?", gone);

        server.forget();

        assertThat(Sql.on(pool).list("SELECT * FROM mail_receiver ORDER BY address", MailReceiver::read))
                .extracting(MailReceiver::address)
                .containsExactly("mo@example.com", "op@example.com");
    }

    @Test
    void tryTheAddressOfAnOperatorAgainAfterAStart() {
        receivers.takeOperators(List.of("op@example.com"), "en", List.of());
        record(EventType.AUDIT_VIOLATION, null);
        server.refused(claimed(server));
        record(EventType.AUDIT_VIOLATION, null);
        assertThat(server.claim(10, LEASE)).isEmpty();

        receivers.takeOperators(List.of("op@example.com"), "en", List.of());

        UUID event = record(EventType.AUDIT_VIOLATION, null);
        assertThat(ids(claimed(server))).containsExactly(event);
    }

    @Test
    void tellOperatorsOfTheEventsOfAllTeamsThatTheSettingsSay() {
        receivers.takeOperators(List.of("op@example.com"), "en", List.of(EventType.BALANCE_LOW));
        member("mo@example.com");
        UUID low = event();
        UUID ofTheTeam = record(EventType.APPROVAL_ASKED, team);
        UUID ofThePlatform = record(EventType.APPROVAL_ASKED, null);

        Map<String, List<UUID>> told =
                server.claim(10, LEASE).stream().collect(Collectors.toMap(Mail::address, MailboxesTest::ids));

        assertThat(told.get("op@example.com"))
                .containsExactly(ofThePlatform, low)
                .doesNotContain(ofTheTeam);
        assertThat(told.get("mo@example.com")).containsExactly(low);
    }

    @Test
    void tellOperatorsOfThePlatformsEventsUntilTheyAreNoneAnyMore() {
        receivers.takeOperators(List.of("op@example.com"), "en", List.of());
        event();
        assertThat(server.claim(10, LEASE)).isEmpty();
        record(EventType.AUDIT_VIOLATION, null);
        record(EventType.APPROVAL_ASKED, null);
        Mail mail = claimed(server);
        assertThat(mail.told())
                .extracting(ToldEvent::type)
                .containsExactly(EventType.AUDIT_VIOLATION, EventType.APPROVAL_ASKED);
        server.sent(mail);
        receivers.unsubscribe(mail.reader());
        receivers.takeOperators(List.of("op@example.com"), "de", List.of());
        record(EventType.AUDIT_VIOLATION, null);
        clock.advance(HOUR.plusSeconds(1));
        assertThat(server.claim(10, LEASE)).isEmpty();

        receivers.takeOperators(List.of(), "en", List.of());

        assertThat(Sql.on(pool).list("SELECT * FROM mail_receiver", MailReceiver::read))
                .isEmpty();
        server.forget();
        assertThat(Sql.on(pool).list("SELECT address FROM mailbox", row -> row.getString("address")))
                .isEmpty();
    }

    @Test
    void tellOperatorsOfOtherEventsOfTeamsAfterAnotherStart() {
        receivers.takeOperators(List.of("op@example.com"), "en", List.of());
        receivers.takeOperators(List.of("op@example.com"), "en", List.of(EventType.BALANCE_LOW));

        UUID event = event();

        assertThat(ids(claimed(server))).containsExactly(event);
    }

    private UUID member(String address) {
        UUID user = insertMember();
        receivers.confirm(receivers.put(team, user, address, "en", List.of(EventType.BALANCE_LOW)));
        return user;
    }

    private UUID insertMember() {
        UUID user = UUID.randomUUID();
        Sql.on(pool)
                .update(
                        "INSERT INTO member (team_id, user_id, role, display_name, joined_at) VALUES (?, ?, 'MANAGER', 'Mo', now())",
                        team,
                        user);
        return user;
    }

    private UUID event() {
        return record(EventType.BALANCE_LOW, team);
    }

    private UUID record(EventType type, UUID teamId) {
        String subject = UUID.randomUUID().toString();
        Events.record(
                Sql.on(pool),
                type,
                teamId,
                subject,
                clock.instant(),
                Map.of("available", "1", "threshold", "2", "expiresAt", "2026-10-16T12:00:00Z"));
        return Sql.on(pool)
                .first("SELECT id FROM event WHERE subject = ?", row -> Sql.uuid(row, "id"), subject)
                .orElseThrow();
    }

    private static Mail claimed(Mailboxes mailboxes) {
        List<Mail> claimed = mailboxes.claim(10, LEASE).stream()
                .filter(mail -> !mail.isEmpty())
                .toList();
        assertThat(claimed).hasSize(1);
        return claimed.get(0);
    }

    private static List<UUID> ids(Mail mail) {
        return mail.told().stream().map(ToldEvent::eventId).toList();
    }

    private List<String> states() {
        return Sql.on(pool).list("SELECT state FROM mail_item ORDER BY event_id", row -> row.getString("state"));
    }
}
