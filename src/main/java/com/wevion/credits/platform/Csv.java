package com.wevion.credits.platform;

import java.io.IOException;
import org.apache.commons.csv.CSVPrinter;

/** Tables for spreadsheets (RFC 4180). */
public final class Csv {
    /** The media type of a CSV answer beside a JSON one: a caller who names neither gets JSON. */
    public static final String BESIDE_JSON = "text/csv; charset=UTF-8; qs=0.5";

    /** Writes a table part by part. */
    @FunctionalInterface
    public interface Parts {
        /** Writes all of them. */
        void write() throws IOException;
    }

    private static final String FORMULAS_BEGIN_WITH = "=+-@\t\r";

    private Csv() {}

    /**
     * Writes a table whose answer has begun, with a 200. If a part cannot be had, the table says at its end that it is not the
     * whole, so that nobody takes it for that.
     */
    public static void whole(CSVPrinter printer, Parts parts) throws IOException {
        try {
            parts.write();
        } catch (RuntimeException e) {
            printer.printRecord("INCOMPLETE: the export was interrupted, ask for it again");
            printer.flush();
            throw e;
        }
    }

    /**
     * Text from outside made fit for a cell: what a spreadsheet would take for a formula is quoted by an apostrophe. Not for our
     * own numbers.
     */
    public static String text(String cell) {
        return cell != null && !cell.isEmpty() && FORMULAS_BEGIN_WITH.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
