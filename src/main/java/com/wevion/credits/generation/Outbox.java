package com.wevion.credits.generation;

import com.wevion.credits.platform.Sql;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Messages that wait to be sent. They are claimed for a while, sent, and only then deleted: whatever stops in between,
 * the claim runs out and the message goes out again, so at least once.
 */
@Stateless
public class Outbox {

    /**
     * A message that was claimed.
     *
     * @param queue the name of the queue or topic
     */
    record Letter(long id, String queue, boolean topic, String body) {}

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.outbox.batch")
    int batch;

    @Inject
    @ConfigProperty(name = "credits.outbox.lease.seconds")
    long leaseSeconds;

    /** Adds a message for one of those who take from a queue, in the caller's transaction. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void add(String queue, String body) {
        add(queue, false, body);
    }

    /** Adds a message for everybody who listens to a topic, in the caller's transaction. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void tell(String topic, String body) {
        add(topic, true, body);
    }

    private void add(String destination, boolean topic, String body) {
        Sql.on(dataSource)
                .update(
                        "INSERT INTO outbox (queue, topic, body, created_at) VALUES (?, ?, ?, ?)",
                        destination,
                        topic,
                        body,
                        clock.instant());
    }

    /** Claims the oldest messages that nobody else is sending; empty if there are none. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public List<Letter> claim() {
        return Sql.on(dataSource)
                .list(
                        """
                        UPDATE outbox SET claimed_until = ?
                         WHERE id = ANY (ARRAY(SELECT id FROM outbox WHERE claimed_until < ? ORDER BY id LIMIT ?
                                                  FOR UPDATE SKIP LOCKED))
                        RETURNING id, queue, topic, body""",
                        row -> new Letter(
                                row.getLong("id"),
                                row.getString("queue"),
                                row.getBoolean("topic"),
                                row.getString("body")),
                        clock.instant().plusSeconds(leaseSeconds),
                        clock.instant(),
                        batch)
                .stream()
                .sorted(Comparator.comparingLong(Letter::id))
                .toList();
    }

    /** Forgets messages that were sent. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void sent(List<Letter> letters) {
        Sql.on(dataSource).update("DELETE FROM outbox WHERE id = ANY (?)", (Object) ids(letters));
    }

    /** Gives messages back that were surely not sent, as if they had never been claimed. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void giveBack(List<Letter> letters) {
        Sql.on(dataSource)
                .update("UPDATE outbox SET claimed_until = '-infinity' WHERE id = ANY (?)", (Object) ids(letters));
    }

    private static Long[] ids(List<Letter> letters) {
        return letters.stream().map(Letter::id).toArray(Long[]::new);
    }
}
