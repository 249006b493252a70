package com.wevion.credits.balance;

import com.wevion.credits.platform.Csv;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The history as CSV (RFC 4180, UTF-8), written page by page. */
final class HistoryCsv {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader(
                    "account",
                    "sequence",
                    "at",
                    "type",
                    "amount",
                    "balanceAfter",
                    "unit",
                    "userId",
                    "userName",
                    "service",
                    "engine",
                    "quantity",
                    "referenceKind",
                    "referenceId",
                    "stripePayment",
                    "shortfall")
            .get();

    private HistoryCsv() {}

    /** Writes a slice and those that follow it. */
    static void write(OutputStream output, History.Slice first, Function<HistoryPosition, History.Slice> next)
            throws IOException {
        CSVPrinter printer = new CSVPrinter(new OutputStreamWriter(output, StandardCharsets.UTF_8), FORMAT);
        Csv.whole(printer, () -> {
            print(printer, first.items());
            for (HistoryPosition end = first.end(); end != null; ) {
                History.Slice slice = next.apply(end);
                print(printer, slice.items());
                end = slice.end();
            }
        });
    }

    /** Writes the lines, so that the reader gets them. */
    private static void print(CSVPrinter printer, List<TransactionView> lines) throws IOException {
        for (TransactionView line : lines) {
            print(printer, line);
        }
        printer.flush();
    }

    private static void print(CSVPrinter printer, TransactionView line) throws IOException {
        printer.printRecord(
                line.account(),
                line.sequence(),
                line.at(),
                line.type(),
                line.amount(),
                line.balanceAfter(),
                line.unit(),
                line.user() == null ? null : line.user().id(),
                line.user() == null ? null : Csv.text(line.user().displayName()),
                line.service(),
                Csv.text(line.engine()),
                line.quantity(),
                line.reference().kind(),
                line.reference().id(),
                Csv.text(line.stripePayment()),
                line.shortfall());
    }
}
