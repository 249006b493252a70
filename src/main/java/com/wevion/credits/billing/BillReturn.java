package com.wevion.credits.billing;

import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.ledger.operation.Companion;
import com.wevion.credits.ledger.operation.Posted;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.stripe.MoneyBack;
import com.wevion.credits.stripe.MoneyBack.Cause;
import com.wevion.credits.stripe.MoneyBack.Part;
import com.wevion.credits.stripe.MoneyBack.Standing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One step of the refunds and disputes of a bill's payment; committed together with its entry, once per number.
 *
 * @param id the operation id of its entry
 * @param sourceId Stripe's charge of a refund, or dispute
 * @param cents the part of the payment, with tax, that it concerns
 * @param returnedNanos the part of the bill, without tax, that it returned; negative: that it reinstated
 * @param problem the problem that the bill shows afterwards; null for none, and when it was read
 */
record BillReturn(
        UUID id,
        UUID billId,
        int number,
        Cause cause,
        String sourceId,
        Standing standing,
        long cents,
        long returnedNanos,
        Instant at,
        String problem)
        implements Companion<Posted> {
    static final String SELECT = "SELECT * FROM creative_bill_return WHERE bill_id = ? ORDER BY number";
    private static final String INSERT = """
            INSERT INTO creative_bill_return (id, bill_id, number, cause, source_id, standing, cents, returned_nanos, at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String UPDATE =
            "UPDATE creative_bill SET returned_nanos = returned_nanos + ?, problem = ? WHERE id = ?";

    /** A step that says nothing yet. */
    BillReturn(
            UUID id,
            UUID billId,
            int number,
            Cause cause,
            String sourceId,
            Standing standing,
            long cents,
            long returnedNanos,
            Instant at) {
        this(id, billId, number, cause, sourceId, standing, cents, returnedNanos, at, null);
    }

    static BillReturn read(ResultSet row) throws SQLException {
        return new BillReturn(
                Sql.uuid(row, "id"),
                Sql.uuid(row, "bill_id"),
                row.getInt("number"),
                Cause.valueOf(row.getString("cause")),
                row.getString("source_id"),
                Standing.valueOf(row.getString("standing")),
                row.getLong("cents"),
                row.getLong("returned_nanos"),
                Sql.instant(row, "at"));
    }

    /**
     * The next step from Stripe's present state of the payment's refunds and disputes: the first that is not known yet; empty if all are
     * known. The returned part of the bill is rounded on the running sum, so that parts never add up to more or less than the whole.
     *
     * @param paidCents the amount paid for the bill, with tax
     * @param steps the steps taken so far, in order
     */
    static Optional<BillReturn> next(
            UUID id, Bill bill, long paidCents, List<BillReturn> steps, MoneyBack.Now now, Instant at) {
        Map<String, BillReturn> last = new LinkedHashMap<>();
        steps.forEach(step -> last.put(step.sourceId, step));
        Optional<Part> news = now.parts().stream()
                .filter(part -> part.standing() != Standing.ASKED && !isKnown(part, last.get(part.id())))
                .findFirst();
        if (news.isEmpty()) {
            return Optional.empty();
        }
        Part part = news.get();
        BillReturn step = new BillReturn(
                id, bill.id(), steps.size() + 1, part.cause(), part.id(), part.standing(), part.cents(), 0, at);
        last.put(part.id(), step);
        long back = last.values().stream()
                .filter(one -> one.standing == Standing.BACK)
                .mapToLong(BillReturn::cents)
                .sum();
        long returned = share(bill, back, paidCents);
        long earlier = steps.stream().mapToLong(BillReturn::returnedNanos).sum();
        return Optional.of(step.with(returned - earlier, problem(returned, last)));
    }

    private static boolean isKnown(Part part, BillReturn before) {
        return before == null
                ? part.standing() == Standing.KEPT
                : before.standing == part.standing() && before.cents == part.cents();
    }

    private BillReturn with(long nanos, String told) {
        return new BillReturn(id, billId, number, cause, sourceId, standing, cents, nanos, at, told);
    }

    private static long share(Bill bill, long backCents, long paidCents) {
        return BigDecimal.valueOf(bill.amountNanos())
                .multiply(BigDecimal.valueOf(Math.min(backCents, paidCents)))
                .divide(BigDecimal.valueOf(paidCents), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    private static String problem(long returnedNanos, Map<String, BillReturn> last) {
        List<String> told = new ArrayList<>();
        if (returnedNanos > 0) {
            told.add("$%s of the payment went back and is owed again; the next bill asks for it."
                    .formatted(Unit.USD.format(returnedNanos)));
        }
        if (last.values().stream().anyMatch(step -> step.standing == Standing.OPEN)) {
            told.add("The bank disputes the payment. If the dispute is lost, the amount is owed again.");
        }
        return told.isEmpty() ? null : String.join(" ", told);
    }

    /** Keeps a step that changes no balance, in a transaction of the caller's. */
    void insert(Sql sql) {
        sql.update(INSERT, id, billId, number, cause.name(), sourceId, standing.name(), cents, returnedNanos, at);
        sql.update(UPDATE, returnedNanos, problem, billId);
    }

    @Override
    public void write(Connection connection, List<Companion<?>> all) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT);
                PreparedStatement update = connection.prepareStatement(UPDATE)) {
            for (Companion<?> companion : all) {
                BillReturn step = (BillReturn) companion;
                step.bind(insert);
                insert.addBatch();
                update.setLong(1, step.returnedNanos);
                update.setString(2, step.problem);
                update.setObject(3, step.billId);
                update.addBatch();
            }
            insert.executeBatch();
            update.executeBatch();
        }
    }

    private void bind(PreparedStatement insert) throws SQLException {
        insert.setObject(1, id);
        insert.setObject(2, billId);
        insert.setInt(3, number);
        insert.setString(4, cause.name());
        insert.setString(5, sourceId);
        insert.setString(6, standing.name());
        insert.setLong(7, cents);
        insert.setLong(8, returnedNanos);
        insert.setObject(9, at.atOffset(ZoneOffset.UTC));
    }
}
