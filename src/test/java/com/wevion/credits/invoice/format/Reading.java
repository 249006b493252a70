package com.wevion.credits.invoice.format;

import com.wevion.credits.invoice.RefusedRow;
import com.wevion.credits.invoice.format.filter.RowFilter;
import com.wevion.credits.invoice.format.pack.SentFile;
import com.wevion.credits.invoice.format.parquet.ParquetLibrary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The result of reading a file, without a database. */
public final class Reading implements RowSink {
    public static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
    /** Ten million of a currency. */
    public static final long MAX_COST_NANOS = 10_000_000_000_000_000L;

    /** Thirty cents for a thousand credits. */
    public static final ElevenLabsTerms ELEVENLABS =
            ElevenLabsTerms.of(300_000, "eleven_multilingual_v2=1, eleven_turbo_v2_5=0.5, eleven_flash_v2_5=0.5");

    private static final int ROW_BYTES = 1 << 20;
    private static final long UNPACKED_BYTES = 1L << 24;
    private static final int ENTRIES = 20;

    final List<Charge> accepted = new ArrayList<>();
    final List<RefusedRow> refused = new ArrayList<>();
    int leftOut;
    /** Days for which nothing is charged. */
    final List<LocalDate> free = new ArrayList<>();

    static Reading of(Format format, String text) {
        return of(format, text.getBytes(StandardCharsets.UTF_8));
    }

    static Reading of(Format format, byte[] file) {
        return of(format, new ByteArrayInputStream(file));
    }

    static Reading of(Format format, InputStream file) {
        return of(format, file, RowFilter.ALL);
    }

    static Reading of(Format format, InputStream file, RowFilter only) {
        FileRules terms =
                new FileRules(ROW_BYTES, 1_000, 200, NOW.plusSeconds(86_400), 366, MAX_COST_NANOS, only, ELEVENLABS);
        Reading reading = new Reading();
        try {
            new SentFile(file, UNPACKED_BYTES, ENTRIES, ParquetLibrary.ABSENT).read(format.reader(terms), reading);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return reading;
    }

    /** The reasons, each as in {@code line 2: …}. */
    List<String> reasons() {
        return refused.stream()
                .map(row -> "line " + row.line() + ": " + row.reason())
                .toList();
    }

    Charge only() {
        if (accepted.size() != 1 || !refused.isEmpty()) {
            throw new AssertionError(accepted.size() + " accepted, refused " + reasons());
        }
        return accepted.get(0);
    }

    @Override
    public void accept(Charge charge) {
        Charge copy = new Charge();
        copy.line = charge.line;
        copy.kind = charge.kind;
        copy.correction = charge.correction;
        copy.invoiceId = charge.invoiceId;
        copy.account = charge.account;
        copy.day = charge.day;
        copy.lastDay = charge.lastDay;
        copy.startsAt = charge.startsAt;
        copy.endsAt = charge.endsAt;
        copy.sku = charge.sku;
        copy.measure = charge.measure;
        copy.quantity = charge.quantity;
        copy.costNanos = charge.costNanos;
        copy.allowanceNanos = charge.allowanceNanos;
        copy.prepaid = charge.prepaid;
        copy.currency = charge.currency;
        copy.requestId = charge.requestId;
        copy.chargeKey = charge.chargeKey;
        copy.correctionOf = charge.correctionOf;
        copy.description = charge.description;
        copy.extras = charge.extras;
        accepted.add(copy);
    }

    @Override
    public void nothing(Charge charge) {
        free.add(charge.day);
    }

    @Override
    public void leaveOut() {
        leftOut++;
    }

    @Override
    public void refuse(long line, String reason, String excerpt) {
        refused.add(new RefusedRow(line, reason, excerpt));
    }
}
