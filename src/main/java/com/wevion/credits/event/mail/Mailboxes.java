package com.wevion.credits.event.mail;

import com.wevion.credits.platform.database.Sql;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The addresses and their mails: events come in digests, no more than one in a while, each in one of them. A mail that could not be
 * sent is sent again as it was.
 */
@ApplicationScoped
class Mailboxes {
    /** The addresses for which there is something, of receivers that are found by what waits for them. */
    private static final String WANTING = """
            WITH wanting AS (
                SELECT lower(address) AS address, false AS asks FROM mail_receiver
                 WHERE id IN (SELECT receiver_id FROM mail_item WHERE state = 'WAITING') AND confirmed_at IS NOT NULL
                UNION
                SELECT lower(address), true FROM mail_receiver
                 WHERE confirmed_at IS NULL AND asked_at IS NULL AND refused_at IS NULL)
            """;

    private record Claimed(String address, UUID mailId, int attempts) {}

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    Clock clock;

    @Inject
    MailSettings settings;

    @Inject
    @ConfigProperty(name = "credits.mail.digest.minutes")
    long digestMinutes;

    @Inject
    @ConfigProperty(name = "credits.mail.events")
    int maxEvents;

    /** Claims mails that are due, for this server. */
    List<Mail> claim(int limit, Duration lease) {
        Instant now = clock.instant();
        return Sql.on(dataSource).together(sql -> {
            sql.update(WANTING
                    + "INSERT INTO mailbox (address) SELECT DISTINCT address FROM wanting ON CONFLICT DO NOTHING");
            return sql
                    .list(
                            WANTING + """
                            , due AS (
                                SELECT m.address FROM mailbox m
                                 WHERE EXISTS (SELECT FROM wanting w WHERE w.address = m.address
                                                  AND CASE WHEN w.asks THEN m.ask_at ELSE m.digest_at END <= ?)
                                   AND m.retry_at <= ? AND m.lease_until <= ?
                                 ORDER BY m.retry_at, m.address LIMIT ? FOR UPDATE SKIP LOCKED)
                            UPDATE mailbox m SET attempts = m.attempts + 1, lease_until = ?, mail_id = coalesce(m.mail_id, gen_random_uuid())
                              FROM due WHERE m.address = due.address
                            RETURNING m.address, m.mail_id, m.attempts""",
                            row -> new Claimed(
                                    row.getString("address"), Sql.uuid(row, "mail_id"), row.getInt("attempts")),
                            now,
                            now,
                            now,
                            limit,
                            now.plus(lease))
                    .stream()
                    .map(claimed -> mail(sql, claimed, now))
                    .toList();
        });
    }

    private Mail mail(Sql sql, Claimed claimed, Instant now) {
        List<MailReceiver> toConfirm = sql.list("""
                SELECT r.* FROM mail_receiver r JOIN mailbox m ON m.address = lower(r.address)
                 WHERE m.address = ? AND m.ask_at <= ? AND r.confirmed_at IS NULL AND r.asked_at IS NULL AND r.refused_at IS NULL
                   AND NOT EXISTS (SELECT FROM mail_item i WHERE i.mail_id = m.mail_id AND i.state = 'WAITING')
                 ORDER BY r.id""", MailReceiver::read, claimed.address(), now);
        return new Mail(
                claimed.mailId(),
                claimed.address(),
                claimed.attempts(),
                toConfirm,
                toConfirm.isEmpty() ? told(sql, claimed) : List.of());
    }

    /** The events of a mail that was not sent yet, otherwise those that wait. */
    private List<ToldEvent> told(Sql sql, Claimed claimed) {
        sql.update("""
                UPDATE mail_item i SET mail_id = ?
                  FROM (SELECT i.receiver_id, i.event_id FROM mail_item i JOIN mail_receiver r ON r.id = i.receiver_id
                         WHERE lower(r.address) = ? AND r.confirmed_at IS NOT NULL AND i.state = 'WAITING'
                         ORDER BY i.event_id LIMIT ?) next
                 WHERE i.receiver_id = next.receiver_id AND i.event_id = next.event_id
                   AND NOT EXISTS (SELECT FROM mail_item o WHERE o.mail_id = ? AND o.state = 'WAITING')""", claimed.mailId(), claimed.address(), maxEvents, claimed.mailId());
        List<ToldEvent> all = sql.list("""
                SELECT r.*, e.id AS event_id, e.type, e.at, e.data::text AS data, t.name AS team_name, m.role,
                       o.display_name AS member_name
                  FROM mail_item i
                  JOIN mail_receiver r ON r.id = i.receiver_id
                  JOIN event e ON e.id = i.event_id
                  LEFT JOIN team t ON t.id = e.team_id
                  LEFT JOIN member m ON m.team_id = r.team_id AND m.user_id = r.user_id AND m.removed_at IS NULL
                  LEFT JOIN member o ON o.team_id = e.team_id AND o.user_id::text = coalesce(e.data ->> 'userId', e.data ->> 'askedBy')
                 WHERE i.mail_id = ? AND lower(r.address) = ? AND r.confirmed_at IS NOT NULL AND i.state = 'WAITING'
                 ORDER BY t.name NULLS FIRST, e.id""", ToldEvent::read, claimed.mailId(), claimed.address());
        all.stream()
                .filter(event -> !event.isWanted())
                .forEach(event -> sql.update(
                        "DELETE FROM mail_item WHERE receiver_id = ? AND event_id = ?",
                        event.receiver().id(),
                        event.eventId()));
        return all.stream().filter(ToldEvent::isWanted).toList();
    }

    /** Notes that a mail was taken by the mail server, or that nothing was left to be sent. */
    void sent(Mail mail) {
        Instant now = clock.instant();
        Instant next = now.plus(Duration.ofMinutes(digestMinutes));
        Sql.on(dataSource).together(sql -> {
            end(sql, mail, "SENT", now);
            mail.toConfirm()
                    .forEach(receiver ->
                            sql.update("UPDATE mail_receiver SET asked_at = ? WHERE id = ?", now, receiver.id()));
            return sql.update(
                    """
                    UPDATE mailbox SET mail_id = NULL, attempts = 0, lease_until = '-infinity', retry_at = '-infinity',
                           ask_at = CASE WHEN ? THEN ? ELSE ask_at END, digest_at = CASE WHEN ? THEN ? ELSE digest_at END
                     WHERE address = ?""", !mail.toConfirm().isEmpty(), next, !mail.told().isEmpty(), next, mail.address());
        });
    }

    /** Notes that a mail could not be sent: it is sent again later, and given up after the last attempt. */
    void failed(Mail mail) {
        List<Duration> pauses = settings.pauses();
        if (mail.attempt() > pauses.size()) {
            Sql.on(dataSource).together(sql -> {
                giveUp(sql, mail);
                return null;
            });
            return;
        }
        Sql.on(dataSource)
                .update(
                        "UPDATE mailbox SET lease_until = '-infinity', retry_at = ? WHERE address = ?",
                        clock.instant().plus(pauses.get(mail.attempt() - 1)),
                        mail.address());
    }

    /** Notes that the mail server refused the address for good: it gets nothing more. */
    void refused(Mail mail) {
        Sql.on(dataSource).together(sql -> {
            sql.update(
                    "UPDATE mail_receiver SET refused_at = ? WHERE lower(address) = ?",
                    clock.instant(),
                    mail.address());
            sql.update("""
                    UPDATE mail_item i SET state = 'DEAD' FROM mail_receiver r
                     WHERE r.id = i.receiver_id AND lower(r.address) = ? AND i.state = 'WAITING'""", mail.address());
            giveUp(sql, mail);
            return null;
        });
    }

    private static void giveUp(Sql sql, Mail mail) {
        end(sql, mail, "DEAD", null);
        mail.toConfirm()
                .forEach(receiver -> sql.update(
                        "UPDATE mail_receiver SET asked_at = made_at WHERE id = ? AND asked_at IS NULL",
                        receiver.id()));
        sql.update(
                "UPDATE mailbox SET mail_id = NULL, attempts = 0, lease_until = '-infinity', retry_at = '-infinity' WHERE address = ?",
                mail.address());
    }

    private static void end(Sql sql, Mail mail, String state, Instant sentAt) {
        sql.update(
                """
                UPDATE mail_item i SET state = ?, sent_at = ?::timestamptz FROM unnest(?::uuid[], ?::uuid[]) AS t (receiver_id, event_id)
                 WHERE i.receiver_id = t.receiver_id AND i.event_id = t.event_id AND i.state = 'WAITING'""",
                state,
                sentAt,
                mail.told().stream().map(event -> event.receiver().id()).toArray(UUID[]::new),
                mail.told().stream().map(ToldEvent::eventId).toArray(UUID[]::new));
    }

    /** Forgets the choices of those who have left their team, and addresses to which nothing goes any more. */
    void forget() {
        Sql.on(dataSource).update("""
                DELETE FROM mail_receiver r WHERE team_id IS NOT NULL AND NOT EXISTS (
                    SELECT FROM member m WHERE m.team_id = r.team_id AND m.user_id = r.user_id AND m.removed_at IS NULL)""");
        Sql.on(dataSource).update("""
                DELETE FROM mailbox m WHERE greatest(digest_at, ask_at, lease_until) < ?
                   AND NOT EXISTS (SELECT FROM mail_receiver r WHERE lower(r.address) = m.address)""", clock.instant());
    }
}
