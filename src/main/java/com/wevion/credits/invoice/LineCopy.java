package com.wevion.credits.invoice;

import com.wevion.credits.invoice.format.Charge;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes charges with COPY, in transactions of bounded size: while one piece is on its way the next one is filled. A connection is
 * held for a piece only, so that a sender that takes his time holds none.
 */
final class LineCopy {
    /** The record of progress that is written together with a piece. */
    @FunctionalInterface
    interface Progress {
        /** Writes how far the import is, in the piece's transaction; what it throws rolls the piece back. */
        void write(Connection connection) throws SQLException;
    }

    private final DataSource dataSource;
    private final Executor executor;
    private final int maxRows;
    private final int maxBytes;
    private CopyText filling;
    private CopyText spare;
    private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);

    /**
     * For one import.
     *
     * @param filling and {@code spare}, empty ones for the lines of the import
     * @param maxRows of a piece
     * @param maxBytes of a piece, which a last row may exceed
     */
    LineCopy(DataSource dataSource, Executor executor, CopyText filling, CopyText spare, int maxRows, int maxBytes) {
        this.dataSource = dataSource;
        this.executor = executor;
        this.filling = filling;
        this.spare = spare;
        this.maxRows = maxRows;
        this.maxBytes = maxBytes;
    }

    /** Takes a charge. Returns whether a piece is full, which is then to be {@link #send sent}. */
    boolean add(Charge charge) {
        filling.add(charge);
        return filling.rows() >= maxRows || filling.length() >= maxBytes;
    }

    /** Sends a piece, once the one before has arrived. */
    void send(Progress progress) {
        await();
        CopyText piece = filling;
        filling = spare;
        spare = piece;
        filling.clear();
        try {
            underWay = CompletableFuture.runAsync(() -> copy(piece, progress), executor);
        } catch (RejectedExecutionException e) {
            throw new Unavailable("No thread is free for an import at the moment.");
        }
    }

    /** Waits until what was sent has arrived. */
    void await() {
        try {
            underWay.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private void copy(CopyText piece, Progress progress) {
        try (Connection connection = dataSource.getConnection()) {
            Sql.inTransaction(connection, () -> {
                CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(CopyText.COPY);
                try {
                    copy.writeToCopy(piece.bytes(), 0, piece.length());
                    copy.endCopy();
                } finally {
                    if (copy.isActive()) {
                        copy.cancelCopy();
                    }
                }
                progress.write(connection);
                return null;
            });
        } catch (SQLException e) {
            throw new ImportFailed(e);
        }
    }
}
