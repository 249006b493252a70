package com.wevion.credits.reconciliation.breaks;

import com.wevion.credits.platform.Csv;
import com.wevion.credits.platform.http.Page;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Breaks as CSV (RFC 4180, UTF-8), written page by page. */
public final class BreaksCsv {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader(
                    "breakId",
                    "provider",
                    "cause",
                    "state",
                    "owner",
                    "note",
                    "day",
                    "startsAt",
                    "endsAt",
                    "service",
                    "engine",
                    "measure",
                    "sku",
                    "requestId",
                    "invoiceId",
                    "recordedQuantity",
                    "billedQuantity",
                    "recordedCost",
                    "recordedUnit",
                    "billedCost",
                    "billedUnit",
                    "variance",
                    "unit",
                    "records",
                    "firstSeenAt",
                    "ageDays")
            .get();

    private BreaksCsv() {}

    /** Writes a page and those that follow it. */
    public static void write(OutputStream output, Page<BreakView> first, Function<String, Page<BreakView>> next)
            throws IOException {
        CSVPrinter printer = new CSVPrinter(new OutputStreamWriter(output, StandardCharsets.UTF_8), FORMAT);
        Csv.whole(printer, () -> {
            print(printer, first);
            for (String cursor = first.nextCursor(); cursor != null; ) {
                Page<BreakView> page = next.apply(cursor);
                print(printer, page);
                cursor = page.nextCursor();
            }
        });
    }

    private static void print(CSVPrinter printer, Page<BreakView> page) throws IOException {
        for (BreakView found : page.items()) {
            printer.printRecord(
                    found.breakId(),
                    found.provider(),
                    found.cause(),
                    found.state(),
                    Csv.text(found.owner()),
                    Csv.text(found.note()),
                    found.day(),
                    found.startsAt(),
                    found.endsAt(),
                    found.service(),
                    Csv.text(found.engine()),
                    found.measure(),
                    Csv.text(found.sku()),
                    Csv.text(found.requestId()),
                    Csv.text(found.invoiceId()),
                    found.recordedQuantity(),
                    found.billedQuantity(),
                    found.recordedCost(),
                    found.recordedUnit(),
                    found.billedCost(),
                    found.billedUnit(),
                    found.variance(),
                    found.unit(),
                    found.records(),
                    found.firstSeenAt(),
                    found.ageDays());
        }
        printer.flush();
    }
}
