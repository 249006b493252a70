package com.wevion.credits.audit.log;

import com.wevion.credits.audit.log.AuditLines.Position;
import com.wevion.credits.platform.Csv;
import com.wevion.credits.platform.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The audit log as files, written page by page: CSV (RFC 4180), and JSON, one line each. */
final class AuditFiles {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader(
                    "at",
                    "action",
                    "outcome",
                    "teamId",
                    "objectKind",
                    "objectId",
                    "by",
                    "userId",
                    "name",
                    "issuer",
                    "credential",
                    "roles",
                    "address",
                    "userAgent",
                    "before",
                    "after",
                    "id",
                    "sequence",
                    "hash")
            .get();

    private AuditFiles() {}

    /** Writes a page and those that follow it. */
    static void csv(OutputStream output, List<AuditLineView> first, Function<Position, List<AuditLineView>> next)
            throws IOException {
        CSVPrinter printer = new CSVPrinter(new OutputStreamWriter(output, StandardCharsets.UTF_8), FORMAT);
        Csv.whole(printer, () -> {
            for (List<AuditLineView> page = first; !page.isEmpty(); page = next.apply(end(page))) {
                for (AuditLineView line : page) {
                    print(printer, line);
                }
                printer.flush();
            }
        });
    }

    private static Position end(List<AuditLineView> page) {
        return new Position(page.get(page.size() - 1).id());
    }

    private static void print(CSVPrinter printer, AuditLineView line) throws IOException {
        AuditLineView.Actor by = line.by();
        printer.printRecord(
                line.at(),
                line.action(),
                line.outcome(),
                line.teamId(),
                line.objectKind(),
                Csv.text(line.objectId()),
                by.kind(),
                by.userId(),
                Csv.text(by.name()),
                Csv.text(by.issuer()),
                by.credential(),
                String.join(" ", by.roles()),
                Csv.text(by.address()),
                Csv.text(by.userAgent()),
                Csv.text(line.before()),
                Csv.text(line.after()),
                line.id(),
                line.sequence(),
                line.hash());
    }

    /** Writes a page and those that follow it; the last line of a file that is whole is {@code {"end":true}}. */
    static void jsonLines(OutputStream output, List<AuditLineView> first, Function<Position, List<AuditLineView>> next)
            throws IOException {
        for (List<AuditLineView> page = first; !page.isEmpty(); page = next.apply(end(page))) {
            for (AuditLineView line : page) {
                output.write((Json.write(line) + "\n").getBytes(StandardCharsets.UTF_8));
            }
            output.flush();
        }
        output.write("{\"end\":true}\n".getBytes(StandardCharsets.UTF_8));
    }
}
