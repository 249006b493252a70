package com.wevion.credits.billing;

import com.wevion.credits.billing.BillLines.Usage;
import com.wevion.credits.ledger.Accounts;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.database.DatabaseFailure;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.stripe.Cents;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.AuditEvent;
import com.wevion.credits.trail.AuditLog;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Records the next bill of a team, without asking Stripe. It continues where the bill before ended, and takes over the amounts that one
 * carried out and the amounts of void bills: a void bill keeps its entries, and its amount is carried into the next bill, line by line.
 * Remainders below a cent of prices without usage in this bill become one line of roundings. Returned payments accrue again, in a line of
 * their own. Nodes that do this at the same time make one bill, since its number is taken only once. Thread-safe.
 */
@ApplicationScoped
class NextBill {
    /**
     * The order for a bill.
     *
     * @param before only usage that accrued before it; null for everything up to now
     * @param idempotencyKey of an operator; null for none
     */
    record Order(UUID teamId, BillReason reason, Instant before, String idempotencyKey, Instant dueAt) {
        /** For everything that accrued before the end of a month. */
        static Order ofMonth(UUID teamId, Instant end, Instant dueAt) {
            return new Order(teamId, BillReason.MONTH, end, null, dueAt);
        }

        /** For everything up to now, since the limit is nearly reached. */
        static Order ofLimit(UUID teamId, Instant dueAt) {
            return new Order(teamId, BillReason.LIMIT, null, null, dueAt);
        }

        /** For everything up to now, since an operator asks for it. */
        static Order ofOperator(UUID teamId, String idempotencyKey, Instant dueAt) {
            return new Order(teamId, BillReason.OPERATOR, null, idempotencyKey, dueAt);
        }
    }

    private record Stretch(long from, long to, Instant periodFrom, Instant periodTo) {}

    private static final String USAGE = """
            SELECT type, service, engine, per, unit_size, unit_price_nanos, sum(quantity) AS quantity, sum(nanos) AS nanos
              FROM (SELECT type, coalesce(quantity, 0) AS quantity, -amount_units AS nanos, coalesce(service, '') AS service,
                           coalesce(engine, '') AS engine, coalesce(explanation ->> 'per', '') AS per,
                           coalesce((explanation ->> 'unitSize')::bigint, 1) AS unit_size,
                           coalesce(((explanation ->> 'unitPrice')::numeric * 1000000000)::bigint, 0) AS unit_price_nanos
                      FROM entry WHERE account_id = ? AND sequence > ? AND sequence <= ? AND type = 'USAGE'
                     UNION ALL
                    SELECT type, 1, -amount_units, '', '', '', 1, 0
                      FROM entry WHERE account_id = ? AND sequence > ? AND sequence <= ? AND type = 'ADJUSTMENT'
                     UNION ALL
                    SELECT 'RETURNED', 1, -amount_units, '', '', '', 1, 0
                      FROM entry WHERE account_id = ? AND sequence > ? AND sequence <= ? AND type = 'PAYMENT'
                       AND reference_kind IN ('BILL_REFUND', 'BILL_DISPUTE')) e
             GROUP BY type, service, engine, per, unit_size, unit_price_nanos""";

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    Accounts accounts;

    @Inject
    Clock clock;

    @Inject
    AuditLog audit;

    @Inject
    @ConfigProperty(name = "credits.billing.minimum.cents")
    long minimumCents;

    @Inject
    @ConfigProperty(name = "credits.billing.due.days")
    int dueDays;

    /**
     * Records it with its lines.
     *
     * @return empty if it would come to less than the minimum, or another node was faster
     */
    Optional<Bill> record(Order order) {
        AccountState account = accounts.of(order.teamId(), AccountKind.CREATIVE);
        try {
            return Sql.on(dataSource).together(sql -> record(sql, order, account));
        } catch (DatabaseFailure e) {
            if (e.isDuplicate()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<Bill> record(Sql sql, Order order, AccountState account) {
        Optional<Bill> last = sql.first(
                "SELECT * FROM creative_bill WHERE team_id = ? ORDER BY number DESC LIMIT 1",
                Bill::read,
                order.teamId());
        Stretch stretch = stretch(sql, order, account, last);
        List<UUID> voided = sql.list(
                "SELECT id FROM creative_bill WHERE team_id = ? AND status = 'VOID' AND billed_again_by IS NULL FOR UPDATE",
                row -> Sql.uuid(row, "id"),
                order.teamId());
        List<BillLine> lines = BillLines.of(usage(sql, account.accountId(), stretch), carried(sql, last, voided));
        long cents = BillLines.cents(lines);
        if (cents < Math.max(1, minimumCents)) {
            return Optional.empty();
        }
        UUID id = Ids.next();
        int number = last.map(Bill::number).orElse(0) + 1;
        insert(sql, order, account.accountId(), id, number, stretch, cents);
        audit.record(
                sql,
                AuditEvent.of(
                                AuditAction.BILL_MADE,
                                "bill",
                                id,
                                null,
                                Map.of("number", number, "amount", Cents.format(cents)))
                        .in(order.teamId()));
        lines.forEach(line -> insert(sql, id, line));
        voided.forEach(old -> sql.update("UPDATE creative_bill SET billed_again_by = ? WHERE id = ?", id, old));
        return sql.first("SELECT * FROM creative_bill WHERE id = ?", Bill::read, id);
    }

    private Stretch stretch(Sql sql, Order order, AccountState account, Optional<Bill> last) {
        long from = last.map(Bill::toSequence).orElse(0L);
        Instant until = order.before() == null ? clock.instant() : order.before();
        Instant periodFrom = last.map(Bill::periodTo)
                .or(() -> sql.first(
                        "SELECT at FROM entry WHERE account_id = ? ORDER BY sequence LIMIT 1",
                        row -> Sql.instant(row, "at"),
                        account.accountId()))
                .orElse(until);
        Instant periodTo = until.isBefore(periodFrom) ? periodFrom : until;
        if (order.before() == null) {
            // Another node may have billed what came after the account was read.
            return new Stretch(from, Math.max(from, account.sequence()), periodFrom, periodTo);
        }
        // The times of an account's entries never go back.
        long to = sql.first(
                        "SELECT sequence FROM entry WHERE account_id = ? AND sequence > ? AND at < ?"
                                + " ORDER BY sequence DESC LIMIT 1",
                        row -> row.getLong("sequence"),
                        account.accountId(),
                        from,
                        order.before())
                .orElse(from);
        return new Stretch(from, to, periodFrom, periodTo);
    }

    private static List<Usage> usage(Sql sql, long accountId, Stretch stretch) {
        return sql.list(
                USAGE,
                row -> new Usage(BilledItem.read(row), row.getLong("quantity"), row.getLong("nanos")),
                accountId,
                stretch.from(),
                stretch.to(),
                accountId,
                stretch.from(),
                stretch.to(),
                accountId,
                stretch.from(),
                stretch.to());
    }

    private static Map<BilledItem, Long> carried(Sql sql, Optional<Bill> last, List<UUID> voided) {
        Map<BilledItem, Long> nanos = new HashMap<>();
        last.ifPresent(bill -> lines(sql, bill.id())
                .forEach(line -> nanos.merge(line.item(), line.carriedOutNanos(), Math::addExact)));
        voided.forEach(id -> lines(sql, id)
                .forEach(line ->
                        nanos.merge(line.item(), Math.multiplyExact(line.billedCents(), Cents.NANOS), Math::addExact)));
        nanos.values().removeIf(carried -> carried == 0);
        return nanos;
    }

    private static List<BillLine> lines(Sql sql, UUID billId) {
        return sql.list("SELECT * FROM creative_bill_line WHERE bill_id = ? ORDER BY number", BillLine::read, billId);
    }

    private void insert(Sql sql, Order order, long accountId, UUID id, int number, Stretch stretch, long cents) {
        sql.update(
                """
                INSERT INTO creative_bill (id, team_id, account_id, number, reason, idempotency_key, from_sequence, to_sequence,
                                           period_from, period_to, amount_cents, due_days, created_at, due_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                id,
                order.teamId(),
                accountId,
                number,
                order.reason().name(),
                order.idempotencyKey(),
                stretch.from(),
                stretch.to(),
                stretch.periodFrom(),
                stretch.periodTo(),
                cents,
                dueDays,
                clock.instant(),
                order.dueAt());
    }

    private static void insert(Sql sql, UUID billId, BillLine line) {
        BilledItem item = line.item();
        sql.update(
                """
                INSERT INTO creative_bill_line (bill_id, number, type, service, engine, per, unit_size, unit_price_nanos,
                                                quantity, usage_nanos, carried_in_nanos, billed_cents, carried_out_nanos)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                billId,
                line.number(),
                item.type().name(),
                item.service(),
                item.engine(),
                item.per(),
                item.unitSize(),
                item.unitPriceNanos(),
                line.quantity(),
                line.usageNanos(),
                line.carriedInNanos(),
                line.billedCents(),
                line.carriedOutNanos());
    }
}
