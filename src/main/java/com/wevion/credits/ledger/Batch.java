package com.wevion.credits.ledger;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Operations as the arrays that the database function takes: one row per operation, one array per column. */
final class Batch {
    private static final String CALL = """
            SELECT status, id, hold_state, sequence, amount_micros, shortfall_micros, balance_micros, available_micros, at, expires_at
              FROM post_operations(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final List<Operation> operations;
    private final String[] kind;
    private final Long[] account;
    private final UUID[] team;
    private final UUID[] id;
    private final Long[] amount;
    private final Boolean[] partial;
    private final Long[] cap;
    private final UUID[] user;
    private final String[] label;
    private final String[] key;
    private final byte[][] fingerprint;
    private final OffsetDateTime[] expires;
    private final String[] document;
    private final String[] service;
    private final String[] engine;
    private final Long[] quantity;
    private final String[] explanation;

    Batch(List<Operation> operations) {
        int size = operations.size();
        this.operations = operations;
        kind = new String[size];
        account = new Long[size];
        team = new UUID[size];
        id = new UUID[size];
        amount = new Long[size];
        partial = new Boolean[size];
        cap = new Long[size];
        user = new UUID[size];
        label = new String[size];
        key = new String[size];
        fingerprint = new byte[size][];
        expires = new OffsetDateTime[size];
        document = new String[size];
        service = new String[size];
        engine = new String[size];
        quantity = new Long[size];
        explanation = new String[size];
        for (int row = 0; row < size; row++) {
            fill(row, operations.get(row));
        }
    }

    private void fill(int row, Operation operation) {
        account[row] = operation.accountId();
        if (operation instanceof Hold hold) {
            fill(row, hold);
        } else if (operation instanceof Settle settle) {
            fill(row, settle);
        } else if (operation instanceof Posting posting) {
            fill(row, posting);
        } else if (operation instanceof Void end) {
            kind[row] = "VOID";
            id[row] = end.holdId();
            fingerprint[row] = end.fingerprint();
            document[row] = end.completion();
        } else if (operation instanceof Expire expire) {
            kind[row] = "EXPIRE";
            id[row] = expire.holdId();
        }
    }

    private void fill(int row, Hold hold) {
        kind[row] = "HOLD";
        team[row] = hold.teamId();
        id[row] = hold.holdId();
        amount[row] = hold.amountMicros();
        partial[row] = hold.partial();
        cap[row] = hold.memberCapMicros();
        user[row] = hold.userId();
        label[row] = hold.kind().name();
        key[row] = hold.idempotencyKey();
        fingerprint[row] = hold.fingerprint();
        expires[row] = hold.expiresAt().atOffset(ZoneOffset.UTC);
        document[row] = hold.terms();
    }

    private void fill(int row, Settle settle) {
        kind[row] = "SETTLE";
        id[row] = settle.holdId();
        amount[row] = settle.amountMicros();
        fingerprint[row] = settle.fingerprint();
        document[row] = settle.completion();
        service[row] = settle.service();
        engine[row] = settle.engine();
        quantity[row] = settle.quantity();
        explanation[row] = settle.explanation();
    }

    private void fill(int row, Posting posting) {
        kind[row] = posting.amountMicros() > 0 ? "CREDIT" : "DEBIT";
        id[row] = posting.operationId();
        amount[row] = Math.abs(posting.amountMicros());
        user[row] = posting.userId();
        label[row] = posting.type().name();
        key[row] = posting.referenceKind();
        explanation[row] = posting.explanation();
    }

    /** Applies the operations and writes their companions; the caller commits. One outcome per operation, in order. */
    List<Outcome> post(Connection connection, Instant at) throws SQLException {
        List<Outcome> outcomes = call(connection, at);
        Map<Class<?>, List<Companion>> companions = new LinkedHashMap<>();
        for (int row = 0; row < operations.size(); row++) {
            Companion companion = operations.get(row).companion();
            if (companion != null && outcomes.get(row).status() == Outcome.Status.APPLIED) {
                companions
                        .computeIfAbsent(companion.getClass(), type -> new ArrayList<>())
                        .add(companion);
            }
        }
        for (List<Companion> all : companions.values()) {
            all.get(0).write(connection, all);
        }
        return outcomes;
    }

    /** Whether rows of features go with it, so that the call alone is not the whole transaction. */
    boolean hasCompanions() {
        return operations.stream().anyMatch(operation -> operation.companion() != null);
    }

    private List<Outcome> call(Connection connection, Instant at) throws SQLException {
        List<Outcome> outcomes = new ArrayList<>(operations.size());
        try (PreparedStatement statement = connection.prepareStatement(CALL)) {
            statement.setObject(1, at.atOffset(ZoneOffset.UTC));
            bind(connection, statement);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    outcomes.add(outcome(row));
                }
            }
        }
        return outcomes;
    }

    private void bind(Connection connection, PreparedStatement statement) throws SQLException {
        Object[][] columns = {
            kind,
            account,
            team,
            id,
            amount,
            partial,
            cap,
            user,
            label,
            key,
            fingerprint,
            expires,
            document,
            service,
            engine,
            quantity,
            explanation
        };
        String[] types = {
            "text",
            "int8",
            "uuid",
            "uuid",
            "int8",
            "bool",
            "int8",
            "uuid",
            "text",
            "text",
            "bytea",
            "timestamptz",
            "text",
            "text",
            "text",
            "int8",
            "text"
        };
        for (int column = 0; column < columns.length; column++) {
            Array array = connection.createArrayOf(types[column], columns[column]);
            statement.setArray(column + 2, array);
        }
    }

    private static Outcome outcome(ResultSet row) throws SQLException {
        String state = row.getString(3);
        return new Outcome(
                Outcome.Status.valueOf(row.getString(1)),
                row.getObject(2, UUID.class),
                state == null ? null : HoldState.valueOf(state),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                instant(row, 9),
                instant(row, 10));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
