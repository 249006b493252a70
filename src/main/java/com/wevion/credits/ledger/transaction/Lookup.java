package com.wevion.credits.ledger.transaction;

import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.book.AdmittedWork;
import com.wevion.credits.ledger.book.EntryRecord;
import com.wevion.credits.ledger.book.HoldRecord;
import com.wevion.credits.ledger.book.HoldState;
import com.wevion.credits.ledger.decision.AccountFacts;
import com.wevion.credits.ledger.decision.Facts;
import com.wevion.credits.ledger.decision.MemberFacts;
import com.wevion.credits.ledger.operation.EndOfHold;
import com.wevion.credits.ledger.operation.Hold;
import com.wevion.credits.ledger.operation.Operation;
import com.wevion.credits.ledger.operation.Posting;
import com.wevion.credits.platform.database.ArrayParameters;
import com.wevion.credits.platform.database.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The facts for a batch, read in one round trip. Read in the batch's own transaction, after its accounts were locked, they are
 * final; read without a lock, they are compared once more when the batch is written.
 */
final class Lookup implements Facts {
    /**
     * The statements that follow the lock see what was committed before it was granted. Plans are kept for as long as a
     * connection lives, so they are made for tables that have grown: by keys alone. Adding 0 keeps the planner from the indexes
     * that begin with the account: on a small table they look as good as that of the operations. What is archived comes after the
     * holds, so that one that is archived in between is found.
     */
    private static final String SELECT = """
            SELECT set_config(name, 'off', true) FROM unnest(ARRAY['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin',
                'enable_material', 'enable_memoize']) AS s (name);
            SELECT *, nullif(last_at, '-infinity') AS at FROM account WHERE id = ANY (?) ORDER BY id %s;
            SELECT * FROM hold WHERE id = ANY (?);
            SELECT * FROM member_use u WHERE (u.account_id, u.user_id) IN (
                SELECT * FROM unnest(?::bigint[], ?::uuid[]) UNION SELECT account_id, user_id FROM hold WHERE id = ANY (?));
            SELECT h.* FROM unnest(?::uuid[], ?::text[], ?::text[]) AS k (team_id, kind, key)
                JOIN hold h ON h.team_id = k.team_id AND h.kind = k.kind AND h.idempotency_key = k.key;
            SELECT e.*, a.kind FROM unnest(?::uuid[], ?::bigint[]) AS o (id, account_id)
                JOIN entry e ON e.operation_id = o.id AND e.account_id + 0 = o.account_id JOIN account a ON a.id = e.account_id;
            SELECT a.*, NULL AS completion FROM archived_hold a WHERE a.id = ANY (?);
            SELECT a.*, NULL AS completion FROM unnest(?::uuid[], ?::text[], ?::text[]) AS k (team_id, kind, key)
                JOIN archived_hold a ON a.team_id = k.team_id AND a.kind = k.kind AND a.idempotency_key = k.key""";

    private static final String LOCKING = SELECT.formatted("FOR NO KEY UPDATE");
    private static final String READING = SELECT.formatted("");

    private final boolean isFinal;
    private final Map<Long, AccountFacts> accounts = new HashMap<>();
    private final Map<MemberFacts.Key, MemberFacts> members = new HashMap<>();
    private final Map<UUID, HoldRecord> holds = new HashMap<>();
    private final Map<Operation.Subject, HoldRecord> byKey = new HashMap<>();
    private final Map<Operation.Subject, EntryRecord> byOperation = new HashMap<>();

    private Lookup(boolean isFinal) {
        this.isFinal = isFinal;
    }

    /** Locks the accounts of the batch in the order of their ids and reads; the caller commits. */
    static Lookup underLock(Connection connection, List<Operation<?>> batch) throws SQLException {
        return read(connection, batch, new Lookup(true), LOCKING);
    }

    /** Reads what is committed now, on a connection that commits by itself. */
    static Lookup withoutLock(Connection connection, List<Operation<?>> batch) throws SQLException {
        return read(connection, batch, new Lookup(false), READING);
    }

    private static Lookup read(Connection connection, List<Operation<?>> batch, Lookup facts, String sql)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            facts.bind(statement, batch);
            statement.execute();
            facts.read(statement);
        }
        return facts;
    }

    private void bind(PreparedStatement statement, List<Operation<?>> batch) throws SQLException {
        List<Hold> placed = ofType(batch, Hold.class);
        List<Posting> postings = ofType(batch, Posting.class);
        List<UUID> ended =
                ofType(batch, EndOfHold.class).stream().map(EndOfHold::holdId).toList();
        List<MemberFacts.Key> users = batch.stream()
                .filter(operation -> operation.userId() != null)
                .map(operation -> new MemberFacts.Key(operation.accountId(), operation.userId()))
                .toList();
        ArrayParameters arrays = new ArrayParameters(statement);
        arrays.rows(batch).longs(Operation::accountId);
        arrays.rows(ended).uuids(id -> id);
        arrays.rows(users).longs(MemberFacts.Key::accountId).uuids(MemberFacts.Key::userId);
        arrays.rows(ended).uuids(id -> id);
        bindKeys(arrays, placed);
        arrays.rows(postings).uuids(Posting::operationId).longs(Posting::accountId);
        arrays.rows(ended).uuids(id -> id);
        bindKeys(arrays, placed);
    }

    private static void bindKeys(ArrayParameters arrays, List<Hold> placed) throws SQLException {
        arrays.rows(placed)
                .uuids(hold -> hold.work().teamId())
                .texts(hold -> hold.work().kind().name())
                .texts(Hold::idempotencyKey);
    }

    private static <T extends Operation<?>> List<T> ofType(List<Operation<?>> batch, Class<T> type) {
        return batch.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private void read(PreparedStatement statement) throws SQLException {
        rows(statement, row -> accounts.put(row.getLong("id"), account(row)));
        rows(statement, row -> holds.put(Sql.uuid(row, "id"), HoldRecord.read(row)));
        rows(
                statement,
                row -> members.put(
                        new MemberFacts.Key(row.getLong("account_id"), Sql.uuid(row, "user_id")),
                        new MemberFacts(
                                row.getObject("month", LocalDate.class),
                                row.getLong("charged_units"),
                                row.getLong("held_units"))));
        rows(statement, this::readByKey);
        rows(statement, row -> {
            EntryRecord entry = EntryRecord.read(AccountKind.valueOf(row.getString("kind")), row);
            byOperation.put(new Operation.OfEntry(row.getLong("account_id"), entry.operationId()), entry);
        });
        rows(statement, row -> holds.putIfAbsent(Sql.uuid(row, "id"), HoldRecord.read(row)));
        rows(statement, this::readByKey);
    }

    private void readByKey(ResultSet row) throws SQLException {
        HoldRecord hold = HoldRecord.read(row);
        byKey.put(
                new Operation.OfKey(hold.work().teamId(), hold.work().kind(), row.getString("idempotency_key")), hold);
    }

    @FunctionalInterface
    private interface RowUse {
        void of(ResultSet row) throws SQLException;
    }

    /** The rows of the next result. */
    private static void rows(PreparedStatement statement, RowUse use) throws SQLException {
        if (!statement.getMoreResults()) {
            throw new SQLException("A result is missing");
        }
        try (ResultSet row = statement.getResultSet()) {
            while (row.next()) {
                use.of(row);
            }
        }
    }

    private static AccountFacts account(ResultSet row) throws SQLException {
        return new AccountFacts(
                row.getLong("id"),
                AccountKind.valueOf(row.getString("kind")),
                row.getLong("balance_units"),
                row.getLong("held_units"),
                row.getLong("limit_units"),
                row.getLong("debt_units"),
                row.getLong("frozen_units"),
                row.getLong("sequence"),
                row.getBytes("last_hash"),
                Sql.instant(row, "at"));
    }

    @Override
    public AccountFacts account(long accountId) {
        return accounts.get(accountId);
    }

    @Override
    public MemberFacts member(MemberFacts.Key key) {
        return members.getOrDefault(key, MemberFacts.NONE);
    }

    @Override
    public AdmittedWork work(UUID holdId, long accountId) {
        HoldRecord hold = holds.get(holdId);
        return hold != null && hold.work().accountId() == accountId ? hold.work() : null;
    }

    @Override
    public HoldRecord ended(UUID holdId) {
        HoldRecord hold = holds.get(holdId);
        return hold.state() == HoldState.OPEN ? null : hold;
    }

    @Override
    public HoldRecord earlier(Hold hold) {
        return byKey.get(hold.subject());
    }

    @Override
    public EntryRecord earlier(Posting posting) {
        return byOperation.get(posting.subject());
    }

    @Override
    public void requireFinal() {
        if (!isFinal) {
            throw new NotCertain();
        }
    }
}
