package com.wevion.credits.benchmark;

import com.wevion.credits.platform.Ids;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** SELECT FOR UPDATE, look-up, UPDATE, INSERT and COMMIT from the client. Thread-safe. */
final class RowLock {
    private static final List<String> SQL = Statements.of("row-lock.sql");
    private static final String LOCK = SQL.get(0);
    private static final String FIND = SQL.get(1);
    private static final String UPDATE = SQL.get(2);
    private static final String INSERT = SQL.get(3);

    private record Locked(long balanceUnits, long availableUnits, long sequence, byte[] hash, long atEpochMicros) {}

    void debit(Sessions.Session session, long accountId, long amountUnits, String explanation) throws SQLException {
        Connection connection = session.connection();
        UUID operationId = Ids.next();
        connection.setAutoCommit(false);
        try {
            Locked account = lock(session, accountId);
            if (isKnown(session, operationId, accountId)) {
                throw new IllegalStateException("A new id is known");
            }
            if (account.availableUnits() < amountUnits) {
                throw new IllegalStateException("The wallet is empty");
            }
            write(
                    session,
                    account,
                    new Chain.Line(
                            accountId,
                            account.sequence() + 1,
                            operationId,
                            account.atEpochMicros(),
                            "USAGE",
                            -amountUnits,
                            account.balanceUnits() - amountUnits,
                            null,
                            null,
                            null,
                            null,
                            explanation));
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static Locked lock(Sessions.Session session, long accountId) throws SQLException {
        PreparedStatement lock = session.statement(LOCK);
        lock.setObject(1, OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS));
        lock.setLong(2, accountId);
        try (ResultSet row = lock.executeQuery()) {
            row.next();
            return new Locked(
                    row.getLong(1),
                    row.getLong(3) + row.getLong(1) - row.getLong(2),
                    row.getLong(4),
                    row.getBytes(5),
                    row.getLong(6));
        }
    }

    private static boolean isKnown(Sessions.Session session, UUID operationId, long accountId) throws SQLException {
        PreparedStatement find = session.statement(FIND);
        find.setObject(1, operationId);
        find.setLong(2, accountId);
        try (ResultSet row = find.executeQuery()) {
            return row.next();
        }
    }

    private static void write(Sessions.Session session, Locked before, Chain.Line line) throws SQLException {
        byte[] hash = session.chain.hash(before.hash(), line);
        OffsetDateTime at =
                Instant.EPOCH.plus(line.atEpochMicros(), ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        PreparedStatement update = session.statement(UPDATE);
        update.setLong(1, line.balanceAfterUnits());
        update.setLong(2, line.sequence());
        update.setBytes(3, hash);
        update.setObject(4, at);
        update.setLong(5, line.accountId());
        update.executeUpdate();
        PreparedStatement insert = session.statement(INSERT);
        insert.setLong(1, line.accountId());
        insert.setLong(2, line.sequence());
        insert.setObject(3, line.operationId());
        insert.setObject(4, at);
        insert.setLong(5, line.amountUnits());
        insert.setLong(6, line.balanceAfterUnits());
        insert.setString(7, line.explanation());
        insert.setBytes(8, hash);
        insert.executeUpdate();
    }
}
