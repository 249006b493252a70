package com.wevion.credits.benchmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The connections of the designs that need one per operation: one for each caller, up to a limit beyond which callers wait
 * for a free one, as they would for a pool's. Statements stay prepared.
 */
final class Sessions implements AutoCloseable {
    static final int MOST = 64;

    /** A connection in the hands of one caller. */
    static final class Session {
        private final Connection connection;
        private final Map<String, PreparedStatement> statements = new HashMap<>();
        final Chain chain = new Chain();

        private Session(String url) throws SQLException {
            connection = DriverManager.getConnection(url);
        }

        PreparedStatement statement(String sql) throws SQLException {
            PreparedStatement statement = statements.get(sql);
            if (statement == null) {
                statement = connection.prepareStatement(sql);
                statements.put(sql, statement);
            }
            return statement;
        }

        Connection connection() {
            return connection;
        }
    }

    /** An operation on a connection; it must leave no transaction open. */
    @FunctionalInterface
    interface Work {
        void with(Session session) throws SQLException;
    }

    private final List<Session> all = new ArrayList<>();
    private final BlockingQueue<Session> free = new ArrayBlockingQueue<>(MOST);

    Sessions(String url, int callers) throws SQLException {
        for (int i = 0; i < Math.min(callers, MOST); i++) {
            all.add(new Session(url));
        }
        free.addAll(all);
    }

    void use(Work work) throws SQLException, InterruptedException {
        Session session = free.take();
        try {
            work.with(session);
        } finally {
            free.add(session);
        }
    }

    @Override
    public void close() throws SQLException {
        for (Session session : all) {
            session.connection.close();
        }
    }
}
