package com.wevion.credits.benchmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Entries per second that the verifier's database function recomputes, along the longest history. */
final class ChainVerification implements Figure {
    static final String NAME = "verify-chain";
    private static final long MAX_ENTRIES = 1_000_000;
    private static final long STRETCH = 50_000;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void measure(Stage stage, Results results) throws Exception {
        Book book = stage.book(stage.options().maxEntries());
        long accountId = book.longest().accountId();
        long lines = Math.min(MAX_ENTRIES, book.longest().sequence());
        for (int round = 0; round < stage.options().rounds(); round++) {
            long began = System.nanoTime();
            verify(book, accountId, lines);
            results.add(
                    new Results.Subject(NAME, "verifier", 1, 1, book.entries()),
                    Tally.ofRate(lines, System.nanoTime() - began));
        }
    }

    private static void verify(Book book, long accountId, long lines) throws SQLException {
        try (Connection connection = DriverManager.getConnection(book.connectionUrl());
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT * FROM verify_chain(ARRAY[?::bigint], ARRAY[?::bigint], ARRAY[?::bigint])")) {
            for (long after = 0; after < lines; after += STRETCH) {
                statement.setLong(1, accountId);
                statement.setLong(2, after);
                statement.setLong(3, Math.min(lines, after + STRETCH));
                try (ResultSet bad = statement.executeQuery()) {
                    if (bad.next()) {
                        throw new IllegalStateException("The chain is broken at " + bad.getLong("sequence"));
                    }
                }
            }
        }
    }
}
