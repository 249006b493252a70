package com.wevion.credits.benchmark;

import com.wevion.credits.dev.ScratchDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Entries as years of use would have left them: the wallets' lines lie among each other in the order of time, balances run
 * and hashes are chained. The first wallet has a fifth of them.
 */
final class History {
    private static final long FIRST_CREDIT_UNITS = 10_000_000_000_000_000L;
    private static final int USERS = 5;
    private static final long STEP_MICROSECONDS = 80_000;
    private static final int LONGEST_HAS_ONE_OF = 5;
    private static final String EXPLANATION = """
            {"quantity":3000,"unit":"credits","catalogVersion":1,"rounding":"HALF_EVEN","rounded":false,"price":"63","held":"63"}""";

    private final ScratchDatabase database;
    private final List<Wallet> wallets;
    private final long[] balanceUnits;
    private final long[] sequence;
    private final byte[][] hash;
    private final OffsetDateTime[] at;
    private final SplittableRandom random = new SplittableRandom(1);
    private final Chain chain = new Chain();

    /** Opens the accounts. */
    History(ScratchDatabase database, int wallets) throws SQLException {
        this.database = database;
        this.wallets = open(wallets);
        balanceUnits = new long[wallets];
        sequence = new long[wallets];
        hash = new byte[wallets][];
        at = new OffsetDateTime[wallets];
    }

    private List<Wallet> open(int number) throws SQLException {
        List<Wallet> opened = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(database.url());
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO account (team_id, kind) SELECT team_id, kind FROM"
                    + " (SELECT gen_random_uuid() AS team_id FROM generate_series(1, " + number + ")) AS team"
                    + " CROSS JOIN unnest(ARRAY['CREDITS', 'CREATIVE']) AS kind");
            ResultSet row =
                    statement.executeQuery("SELECT id, team_id FROM account WHERE kind = 'CREDITS' ORDER BY id");
            while (row.next()) {
                opened.add(new Wallet(row.getLong(1), row.getObject(2, UUID.class)));
            }
        }
        return opened;
    }

    List<Wallet> wallets() {
        return wallets;
    }

    /** Every wallet gets its first credit, and is charged in what remains. */
    void write(int entries) throws SQLException {
        if (entries < wallets.size()) {
            throw new IllegalArgumentException("benchmark.entries must be at least " + wallets.size());
        }
        // A superuser's session in which no foreign key is looked up: the accounts are there.
        try (Connection connection = DriverManager.getConnection(database.superuserUrl())) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET session_replication_role = replica");
            }
            copy(connection, entries);
            end(connection);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy(Connection connection, int entries) throws SQLException, IOException {
        Instant begin = Instant.now()
                .truncatedTo(ChronoUnit.MICROS)
                .minus(Duration.ofHours(1))
                .minus(STEP_MICROSECONDS * entries, ChronoUnit.MICROS);
        try (EntryCopy copy = new EntryCopy(connection)) {
            for (int i = 0; i < entries; i++) {
                Instant time = begin.plus(STEP_MICROSECONDS * i, ChronoUnit.MICROS);
                int wallet = i < wallets.size()
                        ? i
                        : i % LONGEST_HAS_ONE_OF == 0 ? 0 : 1 + random.nextInt(wallets.size() - 1);
                Chain.Line line = next(wallet, ChronoUnit.MICROS.between(Instant.EPOCH, time));
                hash[wallet] = chain.hash(hash[wallet] == null ? Chain.BEFORE_THE_FIRST : hash[wallet], line);
                at[wallet] = time.atOffset(ZoneOffset.UTC);
                copy.write(line, hash[wallet]);
            }
        }
    }

    private Chain.Line next(int wallet, long atEpochMicros) {
        boolean first = ++sequence[wallet] == 1;
        long amountUnits = first ? FIRST_CREDIT_UNITS : -Design.AMOUNT_UNITS;
        balanceUnits[wallet] += amountUnits;
        return new Chain.Line(
                wallets.get(wallet).accountId(),
                sequence[wallet],
                id(atEpochMicros),
                atEpochMicros,
                first ? "PURCHASE" : "USAGE",
                amountUnits,
                balanceUnits[wallet],
                first ? null : new UUID(0x4000, 0x8000_0000_0000_0000L | random.nextInt(USERS)),
                first ? null : "CHAT",
                first ? null : "DEFAULT",
                first ? null : 3_000L,
                first ? "{}" : EXPLANATION);
    }

    /** Version 7, so in the order of time. */
    private UUID id(long atEpochMicros) {
        long fraction = atEpochMicros % 1_000 * 4_096 / 1_000;
        return new UUID(
                atEpochMicros / 1_000 << 16 | 0x7000 | fraction, random.nextLong() >>> 2 | 0x8000_0000_0000_0000L);
    }

    private void end(Connection connection) throws SQLException {
        try (PreparedStatement accounts = connection.prepareStatement("""
                        UPDATE account a SET balance_units = e.balance, sequence = e.sequence, last_hash = e.hash, last_at = e.at
                          FROM unnest(?, ?, ?, ?, ?) AS e (id, balance, sequence, hash, at) WHERE a.id = e.id""");
                Statement statement = connection.createStatement()) {
            int size = wallets.size();
            Object[] ids = wallets.stream().map(Wallet::accountId).toArray();
            accounts.setArray(1, connection.createArrayOf("int8", ids));
            accounts.setArray(2, connection.createArrayOf("int8", boxed(balanceUnits)));
            accounts.setArray(3, connection.createArrayOf("int8", boxed(sequence)));
            accounts.setArray(4, connection.createArrayOf("bytea", hash));
            accounts.setArray(5, connection.createArrayOf("timestamptz", at));
            if (accounts.executeUpdate() != size) {
                throw new IllegalStateException("Not every account was found");
            }
            statement.execute("""
                    INSERT INTO member_use (account_id, user_id, month, charged_units, held_units)
                    SELECT e.account_id, e.user_id, m.month::date, -sum(e.amount_units), 0
                      FROM entry e
                      JOIN (SELECT id, date_trunc('month', last_at AT TIME ZONE 'UTC') AS month FROM account) m ON m.id = e.account_id
                     WHERE e.user_id IS NOT NULL AND e.at >= m.month AT TIME ZONE 'UTC'
                     GROUP BY 1, 2, 3""");
        }
    }

    private static Object[] boxed(long[] values) {
        Object[] boxed = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            boxed[i] = values[i];
        }
        return boxed;
    }
}
