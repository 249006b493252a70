package com.wevion.credits.platform;

import java.io.IOException;
import java.util.regex.Pattern;
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

    /** The signs that a formula begins with, also in full width, small and raised. */
    private static final String SIGN = "[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B\u207A\u207B\u207C]";

    /** Characters before a formula that a spreadsheet may overlook. */
    private static final String BLANK = "\\s\\p{Z}\\p{Cc}\\p{Cf}";

    /** The places before formulas: the start, and after what a spreadsheet set up otherwise takes for the end of a cell. */
    private static final Pattern FORMULAS =
            Pattern.compile("^(?=[%2$s]*+%1$s)|(?<=[;\t\r\n])(?=[%2$s&&[^\t\r\n]]*+%1$s)".formatted(SIGN, BLANK));

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
     * Text from outside made fit for a cell: an apostrophe before what a spreadsheet would take for a formula makes it a text.
     * Not for our own numbers.
     */
    public static String text(String cell) {
        return cell == null ? null : FORMULAS.matcher(cell).replaceAll("'");
    }
}
