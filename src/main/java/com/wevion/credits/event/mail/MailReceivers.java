package com.wevion.credits.event.mail;

import com.wevion.credits.event.EventType;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.database.Sql;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The people who are told of events by mail. */
@ApplicationScoped
public class MailReceivers {
    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    Clock clock;

    /** The member's choice for a team; empty if the member gets no mails. */
    Optional<MailReceiver> of(UUID teamId, UUID userId) {
        return Sql.on(dataSource)
                .first(
                        "SELECT * FROM mail_receiver WHERE team_id = ? AND user_id = ?",
                        MailReceiver::read,
                        teamId,
                        userId);
    }

    /**
     * Keeps a choice. Another address has to be confirmed first, and so has one that was refused. One that is not confirmed yet is
     * asked again.
     */
    MailReceiver put(UUID teamId, UUID userId, String address, String language, List<EventType> types) {
        String[] texts = types.stream().map(EventType::text).toArray(String[]::new);
        return Sql.on(dataSource)
                .first("""
                        INSERT INTO mail_receiver AS r (id, team_id, user_id, address, language, types, made_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT ON CONSTRAINT mail_receiver_of_a_member DO UPDATE
                           SET address = excluded.address, language = excluded.language, types = excluded.types, refused_at = NULL,
                               asked_at = CASE WHEN r.address = excluded.address AND r.refused_at IS NULL AND r.confirmed_at IS NOT NULL
                                               THEN r.asked_at END,
                               confirmed_at = CASE WHEN r.address = excluded.address AND r.refused_at IS NULL THEN r.confirmed_at END
                        RETURNING *""", MailReceiver::read, Ids.next(), teamId, userId, address, language, texts, clock.instant())
                .orElseThrow();
    }

    /** Forgets a choice and its address. */
    void remove(UUID teamId, UUID userId) {
        Sql.on(dataSource).update("DELETE FROM mail_receiver WHERE team_id = ? AND user_id = ?", teamId, userId);
    }

    /** The receiver of that id. */
    Optional<MailReceiver> find(UUID id) {
        return Sql.on(dataSource).first("SELECT * FROM mail_receiver WHERE id = ?", MailReceiver::read, id);
    }

    /** Notes that the reader of an address wants the mails. */
    void confirm(MailReceiver receiver) {
        Sql.on(dataSource)
                .update(
                        "UPDATE mail_receiver SET confirmed_at = coalesce(confirmed_at, ?) WHERE id = ? AND address = ?",
                        clock.instant(),
                        receiver.id(),
                        receiver.address());
    }

    /** Ends all mails to the address of a receiver. */
    void unsubscribe(MailReceiver receiver) {
        Sql.on(dataSource).together(sql -> {
            sql.update(
                    "DELETE FROM mail_receiver WHERE lower(address) = lower(?) AND team_id IS NOT NULL",
                    receiver.address());
            sql.update(
                    "DELETE FROM mail_item WHERE state = 'WAITING'"
                            + " AND receiver_id IN (SELECT id FROM mail_receiver WHERE lower(address) = lower(?))",
                    receiver.address());
            return sql.update(
                    "UPDATE mail_receiver SET unsubscribed_at = coalesce(unsubscribed_at, ?) WHERE lower(address) = lower(?)",
                    clock.instant(),
                    receiver.address());
        });
    }

    /**
     * Takes over the operators of the settings: they are told of what concerns the platform, of what it has to decide, and of these
     * events of all teams. An address that was refused is tried again.
     */
    void takeOperators(List<String> addresses, String language, List<EventType> ofTeams) {
        Sql.on(dataSource).together(sql -> {
            String[] wanted = addresses.toArray(String[]::new);
            String[] teamTypes = ofTeams.stream().map(EventType::text).toArray(String[]::new);
            String[] types =
                    Audience.ofOperators().stream().map(EventType::text).toArray(String[]::new);
            sql.update(
                    "DELETE FROM mail_receiver WHERE team_id IS NULL AND address <> ALL (?::text[])", (Object) wanted);
            for (String address : addresses) {
                sql.update("""
                        INSERT INTO mail_receiver (id, address, language, types, team_types, made_at, confirmed_at) VALUES (?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (address) WHERE team_id IS NULL DO UPDATE
                           SET language = excluded.language, types = excluded.types, team_types = excluded.team_types,
                               refused_at = NULL""", Ids.next(), address, language, types, teamTypes, clock.instant(), clock.instant());
            }
            return null;
        });
    }

    /** The choices of a person, in all teams. */
    public List<MailReceiver> ofPerson(UUID userId) {
        return Sql.on(dataSource)
                .list("SELECT * FROM mail_receiver WHERE user_id = ? ORDER BY team_id", MailReceiver::read, userId);
    }

    /** Forgets the addresses of a person; their number. */
    public static int erase(Sql sql, UUID userId) {
        sql.update(
                "DELETE FROM mailbox WHERE address IN (SELECT lower(address) FROM mail_receiver WHERE user_id = ?)",
                userId);
        return sql.update("DELETE FROM mail_receiver WHERE user_id = ?", userId);
    }
}
