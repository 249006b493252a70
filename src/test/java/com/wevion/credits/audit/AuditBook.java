package com.wevion.credits.audit;

import com.wevion.credits.dev.CheckpointKeyFiles;
import com.wevion.credits.ledger.Book;
import com.wevion.credits.ledger.book.AccountState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** A book with its verifier, checkpoints and exports, and an intruder who can do everything in the database. */
final class AuditBook implements AutoCloseable {
    static final Clock CLOCK = Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
    static final LocalDate MONDAY = LocalDate.of(2026, 2, 2);

    final Book book = new Book();
    final Path folder = folder();
    final CheckpointKeyFiles files = CheckpointKeyFiles.in(folder);
    final CheckpointKeys keys = keys(files);
    final Checkpoints checkpoints = new Checkpoints(book.pool(), keys, CLOCK);

    private static Path folder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target/audit")), "book");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CheckpointKeys keys(CheckpointKeyFiles files) {
        return new CheckpointKeys(
                Optional.of(files.privateKey().toString()),
                Optional.of(files.publicKey().toString()));
    }

    /** Checkpoints as a service without keys would take them. */
    Checkpoints unsigned() {
        return new Checkpoints(book.pool(), new CheckpointKeys(Optional.empty(), Optional.empty()), CLOCK);
    }

    Verifier verifier(int entriesAtATime) {
        return new Verifier(book.pool(), checkpoints, entriesAtATime, 100);
    }

    List<Discrepancy> verify() {
        return verifier(20_000).run(Scope.EVERYTHING, progress -> {}).findings();
    }

    void take(LocalDate day) {
        checkpoints.take(day);
    }

    Export export() {
        return new Export(book.pool(), checkpoints, 7);
    }

    void tamper(String sql) {
        book.database().executeAsSuperuser(sql);
    }

    /** Changes an amount by one and makes everything after it fit again: balances, hashes, the account's row. */
    void forge(AccountState account, long sequence) {
        tamper("""
                DO $$
                DECLARE e entry; v_hash bytea; v_balance bigint;
                BEGIN
                    UPDATE entry SET amount_units = amount_units + 1 WHERE account_id = %1$d AND sequence = %2$d;
                    SELECT hash, balance_after_units INTO v_hash, v_balance FROM entry WHERE account_id = %1$d AND sequence = %2$d - 1;
                    FOR e IN SELECT * FROM entry WHERE account_id = %1$d AND sequence >= %2$d ORDER BY sequence LOOP
                        v_balance := v_balance + e.amount_units;
                        v_hash := sha256(v_hash || entry_canonical(e.account_id, e.sequence, e.operation_id, e.at, e.type,
                            e.reference_kind, e.amount_units, v_balance, e.shortfall_units, e.user_id, e.service, e.engine,
                            e.quantity, e.explanation::text));
                        UPDATE entry SET balance_after_units = v_balance, hash = v_hash
                         WHERE account_id = e.account_id AND sequence = e.sequence;
                    END LOOP;
                    UPDATE account SET balance_units = v_balance, last_hash = v_hash WHERE id = %1$d;
                END $$""".formatted(account.accountId(), sequence));
    }

    @Override
    public void close() {
        book.close();
    }
}
