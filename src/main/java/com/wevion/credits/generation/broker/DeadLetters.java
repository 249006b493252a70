package com.wevion.credits.generation.broker;

import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.Malformed;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.AuditEvent;
import com.wevion.credits.trail.AuditLog;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Keeps the messages that failed for good, shows them, and sends them again or puts them aside. */
@Stateless
public class DeadLetters {

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    Outbox outbox;

    @Inject
    Clock clock;

    @Inject
    AuditLog audit;

    @Inject
    @ConfigProperty(name = "credits.dead.letter.characters")
    int maxCharacters;

    /**
     * Keeps a message, in a transaction of its own; one that the broker delivers again is kept once. What was sent again and comes
     * back is the letter that it was, which waits again.
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void keep(FailedMessage message) {
        String body = message.bodyUpTo(maxCharacters);
        if (!cameBack(message)) {
            Sql.on(dataSource)
                    .update(
                            """
                            INSERT INTO dead_letter (id, message_id, queue, body, complete, reason, failed_at)
                            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT ON CONSTRAINT dead_letter_message_once DO NOTHING""",
                            Ids.next(),
                            message.messageId(),
                            message.queue(),
                            body,
                            body.equals(message.text()),
                            message.reason(),
                            clock.instant());
        }
    }

    /** Known by what it says, for the broker gives it another id. Of letters that say the same each comes back for one. */
    private boolean cameBack(FailedMessage message) {
        return Sql.on(dataSource)
                        .update(
                                """
                                UPDATE dead_letter
                                   SET message_id = ?, reason = ?, failed_at = ?, failures = failures + 1,
                                       replayed_at = NULL, replayed_by = NULL
                                 WHERE id = (SELECT id FROM dead_letter
                                              WHERE replayed_at IS NOT NULL AND body = ? AND queue = ?
                                                AND NOT EXISTS (SELECT FROM dead_letter WHERE message_id = ?)
                                              ORDER BY replayed_at LIMIT 1 FOR UPDATE SKIP LOCKED)""",
                                message.messageId(),
                                message.reason(),
                                clock.instant(),
                                message.bodyUpTo(maxCharacters),
                                message.queue(),
                                message.messageId())
                > 0;
    }

    /** A page of them, the newest first. */
    public Page<DeadLetter> page(int limit, String cursor) {
        UUID before = Paging.beforeId(cursor);
        List<DeadLetter> rows = Sql.on(dataSource)
                .list(
                        "SELECT * FROM dead_letter WHERE id < ? ORDER BY id DESC LIMIT ?",
                        DeadLetter::read,
                        before,
                        limit + 1);
        return Paging.byId(rows, limit, DeadLetter::id);
    }

    /**
     * Puts a message back on its queue; done again before it has failed again, it changes nothing.
     *
     * @throws NotFound if there is no such dead letter
     * @throws Conflict if not all of it was kept, it was dismissed, or it asks for a job that nobody wants any more
     */
    public DeadLetter replay(UUID id, UUID by) {
        DeadLetter letter = locked(id);
        if (!letter.replayable()) {
            throw new Conflict("The dead letter was cut off, so it cannot be replayed.");
        }
        if (letter.dismissedAt() != null) {
            throw new Conflict("The dead letter was dismissed, so it cannot be replayed.");
        }
        if (letter.replayedAt() != null) {
            return letter;
        }
        Optional<UUID> job = requestedJob(letter);
        if (job.isEmpty()) {
            outbox.add(letter.queue(), letter.body());
        } else if (!outbox.askAgain(job.get(), letter.body())) {
            throw new Conflict(
                    "The job is no longer wanted: it has ended, its time is over, or it is being cancelled.");
        }
        Sql.on(dataSource)
                .update(
                        "UPDATE dead_letter SET replayed_at = ?, replayed_by = ? WHERE id = ?",
                        clock.instant(),
                        by,
                        id);
        record(AuditAction.DEAD_LETTER_REPLAYED, id, Map.of("queue", letter.queue()));
        return locked(id);
    }

    private void record(AuditAction action, UUID id, Map<String, String> after) {
        audit.record(AuditEvent.of(action, "dead letter", id, null, after));
    }

    /** The job that a letter asks workers for; empty for any other letter. */
    private static Optional<UUID> requestedJob(DeadLetter letter) {
        if (!letter.queue().equals(BrokerQueues.REQUESTED)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(
                    Json.read(letter.body(), JobMessage.class).jobId());
        } catch (Malformed | Invalid e) {
            return Optional.empty(); // nobody of us has written it
        }
    }

    /**
     * Puts a message aside that makes no sense, so that it does not wait any more; done again for the same reason, it changes nothing.
     *
     * @throws NotFound if there is no such dead letter
     * @throws Conflict if it was sent again, or dismissed for another reason
     */
    public DeadLetter dismiss(UUID id, String reason, UUID by) {
        DeadLetter letter = locked(id);
        if (letter.replayedAt() != null) {
            throw new Conflict("The dead letter was replayed, so it cannot be dismissed.");
        }
        if (letter.dismissedAt() != null) {
            if (!letter.dismissalReason().equals(reason)) {
                throw new Conflict("The dead letter was dismissed for another reason: " + letter.dismissalReason());
            }
            return letter;
        }
        Sql.on(dataSource)
                .update(
                        "UPDATE dead_letter SET dismissed_at = ?, dismissed_by = ?, dismissal_reason = ? WHERE id = ?",
                        clock.instant(),
                        by,
                        reason,
                        id);
        record(AuditAction.DEAD_LETTER_DISMISSED, id, Map.of("reason", reason));
        return locked(id);
    }

    private DeadLetter locked(UUID id) {
        return Sql.on(dataSource)
                .first("SELECT * FROM dead_letter WHERE id = ? FOR UPDATE", DeadLetter::read, id)
                .orElseThrow(() -> new NotFound("dead letter"));
    }
}
