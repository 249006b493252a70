package com.wevion.credits.generation.broker;

import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.trace.Trace;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
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
     * @param traceparent the place in the trace of the request that led to it; null for none
     * @param unsent true if it was surely not sent before
     * @param leaseUntil the time after which others may claim it
     */
    public record Letter(
            long id,
            String queue,
            boolean topic,
            String body,
            String traceparent,
            boolean unsent,
            Instant leaseUntil) {}

    /**
     * The result of a look at the table. Public, as the server's proxy of this bean has to see the return types of its methods.
     *
     * @param letters claimed, to be sent
     * @param givenUp jobs that were cancelled and surely not sent; their requests stay until their holds end
     * @param found true if there was anything; then there may be more
     */
    public record Look(List<Letter> letters, List<UUID> givenUp, boolean found) {}

    /** The next step for a message. */
    private enum Fate {
        SEND,
        FORGET,
        GIVE_UP
    }

    private record Looked(Letter letter, UUID jobId, Fate fate) {
        static Looked read(ResultSet row) throws SQLException {
            return new Looked(
                    new Letter(
                            row.getLong("id"),
                            row.getString("queue"),
                            row.getBoolean("topic"),
                            row.getString("body"),
                            row.getString("traceparent"),
                            row.getBoolean("unsent"),
                            Sql.instant(row, "lease_until")),
                    Sql.uuid(row, "job_id"),
                    Fate.valueOf(row.getString("fate")));
        }
    }

    private static final Logger LOG = Logger.getLogger(Outbox.class.getName());

    /** True if a job's hold is open and its time is not over. Takes the time by this node's clock. */
    private static final String IS_OPEN =
            "EXISTS (SELECT FROM hold h WHERE h.id = job_id AND h.state = 'OPEN' AND h.expires_at > least(credits_now(), ?))";

    private static final String IS_CANCELLED = "EXISTS (SELECT FROM job_cancellation c WHERE c.job_id = job.job_id)";

    /**
     * Time is over when it is by the clocks of this node and of the database both, and claims run by that of the database alone:
     * a node whose clock is wrong neither drops work that is wanted nor sends what another node is sending.
     */
    private static final String CLAIM = """
            WITH looked AS (
                SELECT id, queue, topic, body, traceparent, job_id, lease_until = '-infinity' AS unsent,
                       CASE WHEN job_id IS NULL THEN 'SEND'
                            WHEN NOT %s THEN 'FORGET'
                            WHEN NOT %s THEN 'SEND'
                            WHEN lease_until = '-infinity' THEN 'GIVE_UP'
                            ELSE 'FORGET' END AS fate
                  FROM outbox AS job WHERE lease_until < credits_now() ORDER BY id LIMIT ?
                   FOR UPDATE SKIP LOCKED),
            claimed AS (
                UPDATE outbox SET lease_until = credits_now() + ? * interval '1 second'
                 WHERE id = ANY (ARRAY(SELECT id FROM looked WHERE fate = 'SEND'))
                RETURNING id, lease_until),
            forgotten AS (
                DELETE FROM outbox WHERE id = ANY (ARRAY(SELECT id FROM looked WHERE fate = 'FORGET')))
            SELECT * FROM looked LEFT JOIN claimed USING (id) ORDER BY id""".formatted(IS_OPEN, IS_CANCELLED);

    private static final String IS_WANTED =
            "SELECT FROM (VALUES (?::uuid)) AS job (job_id) WHERE " + IS_OPEN + " AND NOT " + IS_CANCELLED;

    /**
     * Of those that nobody else has claimed since. The holds are locked, so that a job ends before this, and its request stays claimed,
     * or after it, and takes the request out.
     */
    private static final String GIVE_BACK = """
            WITH letter AS (
                SELECT * FROM unnest(?::bigint[], ?::text[]::timestamptz[], ?::boolean[]) AS l (id, lease_until, unsent)),
            open AS (
                SELECT h.id FROM letter JOIN outbox o USING (id) JOIN hold h ON h.id = o.job_id
                 WHERE h.state = 'OPEN' FOR SHARE OF h SKIP LOCKED)
            UPDATE outbox o SET lease_until = CASE WHEN l.unsent THEN '-infinity' ELSE credits_now() END
              FROM letter l
             WHERE o.id = l.id AND o.lease_until = l.lease_until
               AND (o.job_id IS NULL OR o.job_id IN (SELECT id FROM open))""";

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

    /**
     * Adds the request for a job that workers have had before, in the caller's transaction, unless it waits already. It does not count as
     * surely not sent (D20), and is looked at as any other before it goes.
     *
     * @return false if nobody wants the job any more, so that nothing was added
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public boolean askAgain(UUID jobId, String body) {
        Sql sql = Sql.on(dataSource);
        if (sql.first(IS_WANTED, row -> jobId, jobId, clock.instant()).isEmpty()) {
            return false;
        }
        sql.update("""
                        INSERT INTO outbox (queue, body, created_at, job_id, lease_until) VALUES (?, ?, ?, ?, credits_now())
                        ON CONFLICT (job_id) WHERE job_id IS NOT NULL DO NOTHING""", BrokerQueues.REQUESTED, body, clock.instant(), jobId);
        return true;
    }

    private void add(String destination, boolean topic, String body) {
        Sql.on(dataSource)
                .update(
                        "INSERT INTO outbox (queue, topic, body, created_at, traceparent) VALUES (?, ?, ?, ?, ?)",
                        destination,
                        topic,
                        body,
                        clock.instant(),
                        Trace.parent());
    }

    /**
     * Looks at the oldest messages that nobody else is sending, and claims those that are to be sent. Each request for a job is looked
     * at first, also one that was claimed before by a node that died. The workers are not asked for a job that has ended, whose time is
     * over, or that they were asked to give up (D4, D20); such a request is forgotten. A job with a moment left is sent, since only
     * its worker knows how long it needs, and is told the deadline. What ends between this look and the sending is still sent: no
     * look can be so late that nothing comes after it.
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Look claim() {
        List<Looked> looked = Sql.on(dataSource).list(CLAIM, Looked::read, clock.instant(), batch, leaseSeconds);
        List<Letter> letters = of(looked, Fate.SEND).map(Looked::letter).toList();
        if (letters.size() < looked.size()) {
            LOG.log(
                    Level.INFO,
                    "{0} requests for jobs that have ended or were cancelled are not sent",
                    looked.size() - letters.size());
        }
        return new Look(letters, of(looked, Fate.GIVE_UP).map(Looked::jobId).toList(), !looked.isEmpty());
    }

    private static Stream<Looked> of(List<Looked> looked, Fate fate) {
        return looked.stream().filter(each -> each.fate() == fate);
    }

    /** Forgets messages that were sent. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void sent(List<Letter> letters) {
        Sql.on(dataSource).update("DELETE FROM outbox WHERE id = ANY (?)", (Object) ids(letters));
    }

    /**
     * Gives messages back that were surely not sent by this claim: as they were before it. One whose job has ended or is ending this
     * moment stays claimed instead, to be forgotten when that claim is over, so that none is left behind that the end should have taken.
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void giveBack(List<Letter> letters) {
        Sql.on(dataSource)
                .update(
                        GIVE_BACK,
                        ids(letters),
                        letters.stream()
                                .map(letter -> letter.leaseUntil().toString())
                                .toArray(String[]::new),
                        letters.stream().map(Letter::unsent).toArray(Boolean[]::new));
    }

    private static Long[] ids(List<Letter> letters) {
        return letters.stream().map(Letter::id).toArray(Long[]::new);
    }
}
