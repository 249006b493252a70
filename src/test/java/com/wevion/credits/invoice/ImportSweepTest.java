package com.wevion.credits.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.platform.database.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImportSweepTest {
    private static final int PIECE = 10;

    private final ImportBook book = new ImportBook();
    private final ImportSweep sweep = new ImportSweep(book.imports, book.pool, PIECE);

    @AfterEach
    void close() {
        book.close();
    }

    @Test
    void anImportHasLinesUntilTheLastIsDeletedThoughTwoServersSweepAtTheSameTime() throws SQLException {
        UUID id = interrupted(25);
        try (Connection other = book.pool.getConnection()) {
            other.setAutoCommit(false);
            try (PreparedStatement piece =
                    other.prepareStatement("DELETE FROM invoice_line WHERE import_id = ? AND line <= ?")) {
                piece.setObject(1, id);
                piece.setInt(2, PIECE);
                piece.executeUpdate();
            }
            CompletableFuture<Void> second = CompletableFuture.runAsync(sweep::sweep);
            while (!second.isDone() && book.number(ImportBook.WAITING) == 0) {
                Thread.onSpinWait();
            }
            other.commit();
            second.join();
        }
        assertThat(book.number("SELECT count(*) FROM invoice_line")).isEqualTo(15);
        assertThat(book.number("SELECT count(*) FROM invoice_import WHERE has_lines"))
                .isEqualTo(1);

        sweep.sweep();

        assertThat(book.number("SELECT count(*) FROM invoice_line")).isZero();
        assertThat(book.number("SELECT count(*) FROM invoice_import WHERE has_lines"))
                .isZero();
    }

    private UUID interrupted(int lines) {
        UUID id = UUID.randomUUID();
        Sql.on(book.pool).update("""
                        INSERT INTO invoice_import (id, fingerprint, provider, format, source, status, started_at, lease_until, ended_at)
                        VALUES (?, sha256('x'), 'ACME', 'FOCUS', 'INBOX', 'INTERRUPTED', now(), now(), now())""", id);
        Sql.on(book.pool).update("""
                        INSERT INTO invoice_line (import_id, line, provider, kind, day, last_day, cost_nanos, currency)
                        SELECT ?, n, 'ACME', 'USAGE', '2026-10-01', '2026-10-01', 1, 'USD' FROM generate_series(1, ?) n""", id, lines);
        return id;
    }
}
