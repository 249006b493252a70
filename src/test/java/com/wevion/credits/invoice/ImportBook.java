package com.wevion.credits.invoice;

import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.dev.SettableClock;
import com.wevion.credits.invoice.format.Format;
import com.wevion.credits.invoice.format.Reading;
import com.wevion.credits.invoice.format.filter.RowFilter;
import com.wevion.credits.invoice.format.parquet.ParquetLibrary;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.trail.Author;
import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ForkJoinPool;

/** Imports on a database of their own, at a time that tests set. */
public final class ImportBook implements AutoCloseable {
    static final ImportLimits LIMITS = new ImportLimits(
            1L << 28,
            1L << 28,
            100,
            ParquetLibrary.ABSENT,
            1 << 20,
            1_000,
            3,
            200,
            50,
            1_000,
            92,
            Reading.MAX_COST_NANOS,
            Duration.ofSeconds(60));

    /** Sessions that wait for a lock of another. */
    static final String WAITING = "SELECT count(*) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND wait_event_type = 'Lock'";

    public final ScratchDatabase database = ScratchDatabase.migrated();
    public final HikariDataSource pool = database.pool();
    public final SettableClock clock = new SettableClock(Reading.NOW);
    public final Imports imports = at(LIMITS);
    final ImportSweep sweep = new ImportSweep(imports, pool, 1_000);

    Imports at(ImportLimits limits) {
        return new Imports(pool, ForkJoinPool.commonPool(), clock, limits, Reading.ELEVENLABS);
    }

    /** Imports after each of which something happens. */
    Imports withAfterEach(Runnable then) {
        return new Imports(pool, ForkJoinPool.commonPool(), clock, LIMITS, Reading.ELEVENLABS) {
            @Override
            Taken take(ImportRequest request, InputStream body, long expectedBytes, Author by) {
                Taken taken = super.take(request, body, expectedBytes, by);
                then.run();
                return taken;
            }
        };
    }

    Imports.Taken take(String file) {
        return take("", file);
    }

    Imports.Taken take(String supersedes, String file) {
        return take(request(UUID.randomUUID().toString(), supersedes), file);
    }

    Imports.Taken take(ImportRequest request, String file) {
        return imports.take(request, body(file), -1, Author.PLATFORM);
    }

    static ImportRequest request(String key) {
        return request(key, "");
    }

    static ImportRequest request(String key, String supersedes) {
        return ImportRequest.ofSender(
                "OPENAI",
                Format.FOCUS,
                Supersede.of(supersedes.isEmpty() ? null : supersedes),
                null,
                RowFilter.ALL,
                null,
                key);
    }

    static InputStream body(String file) {
        return new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8));
    }

    /** Lines that count. */
    public long counting() {
        return number(
                "SELECT count(*) FROM invoice_line l JOIN invoice_import i ON i.id = l.import_id WHERE i.status = 'IMPORTED'");
    }

    /** A number that the database says. */
    public long number(String sql) {
        return Sql.on(pool).first(sql, row -> row.getLong(1)).orElseThrow();
    }

    @Override
    public void close() {
        pool.close();
        database.drop();
    }
}
