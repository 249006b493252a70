package com.wevion.credits.benchmark;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/** Writes both sides of the generated month, and remembers what is wrong with it. */
final class MonthWriter implements AutoCloseable {
    /** A cent: what the requests of a SKU may differ by together. */
    private static final long MAX_DIFFERENCE_NANOS = 10_000_000;

    private final UsageCopy usage;
    private final Map<String, FocusFile> files = new LinkedHashMap<>();
    private final Map<String, Long> usageNanosOfInvoices = new HashMap<>();
    private final Map<ProviderSku, Long> differenceNanos = new LinkedHashMap<>();
    private final List<ExpectedBreak> expected = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(5);

    MonthWriter(Connection connection, Path folder) throws SQLException, IOException {
        usage = new UsageCopy(connection);
        for (String provider : MonthEngine.PROVIDERS) {
            files.put(provider, new FocusFile(folder, provider));
        }
    }

    SplittableRandom random() {
        return random;
    }

    UUID newWork() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    void did(UUID work, ProviderSku sku, LocalDate day, int second, String request, long quantity, String outcome)
            throws IOException {
        usage.add(work, sku, day, second, request, quantity, outcome);
    }

    void bill(Billed line) throws IOException {
        files.get(line.sku().provider()).add(line);
        if (line.category().equals("Usage") && line.currency().equals("USD")) {
            usageNanosOfInvoices.merge(line.invoice(), line.nanos(), Long::sum);
        }
    }

    /** A tax on the invoice of October, and how much it is above what is agreed. */
    void tax(ProviderSku sku, LocalDate day, int agreedPercent, long moreNanos) throws IOException {
        String invoice = Billed.other(sku, day, "Tax", 0).invoice();
        long agreed = BigDecimal.valueOf(usageNanosOfInvoices.get(invoice))
                .multiply(BigDecimal.valueOf(agreedPercent, 2))
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
        bill(Billed.other(sku, day, "Tax", agreed + moreNanos));
        if (moreNanos != 0) {
            expect(sku, "TAX", day, invoice, moreNanos);
        }
    }

    void expect(ProviderSku sku, String cause, LocalDate day, String subject, long varianceNanos) {
        expect(sku, cause, day, subject, varianceNanos, "USD");
    }

    void expect(ProviderSku sku, String cause, LocalDate day, String subject, long varianceNanos, String currency) {
        expected.add(ExpectedBreak.of(sku, cause, day, subject, varianceNanos, currency));
    }

    /** A request was billed so much more, which is within the tolerance. */
    void differsWithinTolerance(ProviderSku sku, long nanos) {
        differenceNanos.merge(sku, nanos, Long::sum);
    }

    /** Of what is within the tolerance too much together; it is told for the last day. */
    void expectRoundings(LocalDate day) {
        differenceNanos.forEach((sku, nanos) -> {
            if (Math.abs(nanos) > MAX_DIFFERENCE_NANOS) {
                expect(sku, "ROUNDING", day, ExpectedBreak.ofGroup(sku.engine(), sku.measure()), nanos);
            }
        });
    }

    List<ExpectedBreak> expected() {
        return expected;
    }

    Map<String, FocusFile> files() {
        return files;
    }

    long usageRecords() {
        return usage.rows();
    }

    @Override
    public void close() throws IOException {
        usage.close();
        for (FocusFile file : files.values()) {
            file.close();
        }
    }
}
