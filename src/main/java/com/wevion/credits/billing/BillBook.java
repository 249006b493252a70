package com.wevion.credits.billing;

import com.wevion.credits.event.EventType;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The rows of bills that are there; that one is paid is written by the ledger, together with its entry. Thread-safe. */
@ApplicationScoped
class BillBook {
    private record Position(int number) {}

    private record BilledLine(UUID billId, BillLine line) {}

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.billing.sweep.seconds")
    long sweepSeconds;

    @Inject
    @ConfigProperty(name = "credits.billing.longest.pause.seconds")
    long longestPauseSeconds;

    @Inject
    @ConfigProperty(name = "credits.billing.batch")
    int batch;

    Optional<Bill> find(UUID id) {
        return Sql.on(dataSource).first("SELECT * FROM creative_bill WHERE id = ?", Bill::read, id);
    }

    Optional<Bill> byKey(UUID teamId, String idempotencyKey) {
        return Sql.on(dataSource)
                .first(
                        "SELECT * FROM creative_bill WHERE team_id = ? AND idempotency_key = ?",
                        Bill::read,
                        teamId,
                        idempotencyKey);
    }

    /** The bill that a payment intent or a charge has paid. */
    Optional<Bill> byPayment(String paymentIntent, String chargeId) {
        return Sql.on(dataSource)
                .first(
                        "SELECT * FROM creative_bill WHERE stripe_payment IN (?, ?) AND status = 'PAID'",
                        Bill::read,
                        paymentIntent,
                        chargeId);
    }

    /** The steps of refunds and disputes of a bill's payment, in order. */
    List<BillReturn> returns(UUID billId) {
        return Sql.on(dataSource).list(BillReturn.SELECT, BillReturn::read, billId);
    }

    /** A page of a team's bills, the newest first. */
    Page<Bill> page(UUID teamId, int limit, String cursor) {
        int before =
                Paging.position(cursor, Position.class).map(Position::number).orElse(Integer.MAX_VALUE);
        List<Bill> rows = Sql.on(dataSource)
                .list(
                        "SELECT * FROM creative_bill WHERE team_id = ? AND number < ? ORDER BY number DESC LIMIT ?",
                        Bill::read,
                        teamId,
                        before,
                        limit + 1);
        return Paging.page(rows, limit, bill -> new Position(bill.number()));
    }

    /** The lines of bills, by bill. */
    Map<UUID, List<BillLine>> lines(List<Bill> bills) {
        String[] ids = bills.stream().map(bill -> bill.id().toString()).toArray(String[]::new);
        return Sql.on(dataSource)
                .list(
                        "SELECT * FROM creative_bill_line WHERE bill_id = ANY (?::uuid[]) ORDER BY bill_id, number",
                        row -> new BilledLine(Sql.uuid(row, "bill_id"), BillLine.read(row)),
                        (Object) ids)
                .stream()
                .collect(Collectors.groupingBy(
                        BilledLine::billId, Collectors.mapping(BilledLine::line, Collectors.toList())));
    }

    /** Decides how it is to be paid, before Stripe is told; once it is decided, it stays so. */
    Bill decide(UUID id, boolean automatic) {
        Sql.on(dataSource)
                .update("UPDATE creative_bill SET automatic = ? WHERE id = ? AND automatic IS NULL", automatic, id);
        return find(id).orElseThrow();
    }

    /** Records the invoice that Stripe has made for it. */
    void invoiced(UUID id, String stripeInvoice) {
        Sql.on(dataSource)
                .update(
                        "UPDATE creative_bill SET stripe_invoice = ? WHERE id = ? AND stripe_invoice IS NULL",
                        stripeInvoice,
                        id);
    }

    /** Records that its invoice is finished; the sweeper asks about it from then on. */
    void opened(UUID id, String hostedUrl, Instant payBy) {
        telling(
                EventType.BILL_DUE,
                "UPDATE creative_bill SET status = 'OPEN', hosted_url = ?, pay_by = ?, problem = NULL, due_at = ?"
                        + " WHERE id = ? AND status = 'PENDING' RETURNING *",
                hostedUrl,
                payBy,
                clock.instant().plusSeconds(sweepSeconds),
                id);
    }

    private void telling(EventType type, String change, Object... parameters) {
        Sql.on(dataSource).together(sql -> {
            sql.first(change, Bill::read, parameters).ifPresent(bill -> bill.tell(sql, type, clock.instant()));
            return null;
        });
    }

    /** Records that a payment failed; it can still be paid. */
    void failed(UUID id) {
        telling(
                EventType.BILL_FAILED,
                "UPDATE creative_bill SET status = 'FAILED' WHERE id = ? AND status IN ('PENDING', 'OPEN') RETURNING *",
                id);
    }

    /** Records that it is not to be paid. */
    void voided(UUID id) {
        Sql.on(dataSource)
                .update(
                        "UPDATE creative_bill SET status = 'VOID', due_at = NULL, problem = NULL"
                                + " WHERE id = ? AND status NOT IN ('PAID', 'VOID')",
                        id);
    }

    /** Records why it does not proceed; it is retried. */
    void problem(UUID id, String problem) {
        Sql.on(dataSource)
                .update("UPDATE creative_bill SET problem = ? WHERE id = ? AND status <> 'PAID'", problem, id);
    }

    /** Keeps what was paid from being credited, until an operator has looked at it. */
    void quarantine(UUID id, String problem) {
        Sql.on(dataSource)
                .update(
                        "UPDATE creative_bill SET problem = ?, due_at = NULL WHERE id = ? AND status <> 'PAID'",
                        problem,
                        id);
    }

    /** Claims some of the bills to continue, and postpones their next attempt, by longer the older they are. */
    List<Bill> due() {
        return Sql.on(dataSource)
                .list(
                        """
                        UPDATE creative_bill SET attempts = attempts + 1, due_at = ?::timestamptz
                               + least(greatest(? * interval '1 second', (?::timestamptz - created_at) / 4), ? * interval '1 second')
                         WHERE id = ANY (ARRAY(SELECT id FROM creative_bill WHERE due_at <= ? ORDER BY due_at LIMIT ?
                                                  FOR UPDATE SKIP LOCKED))
                        RETURNING *""",
                        Bill::read,
                        clock.instant(),
                        sweepSeconds,
                        clock.instant(),
                        longestPauseSeconds,
                        clock.instant(),
                        batch);
    }
}
