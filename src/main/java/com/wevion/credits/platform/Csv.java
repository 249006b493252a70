package com.wevion.credits.platform;

/** Tables for spreadsheets (RFC 4180). */
public final class Csv {
    /** What a method produces beside one that answers JSON: a caller who names neither gets JSON. */
    public static final String BESIDE_JSON = "text/csv; charset=UTF-8; qs=0.5";

    private static final String FORMULAS_BEGIN_WITH = "=+-@\t\r";

    private Csv() {}

    /**
     * Text from outside made fit for a cell: what a spreadsheet would take for a formula is quoted by an apostrophe. Not for our
     * own numbers.
     */
    public static String text(String cell) {
        return cell != null && !cell.isEmpty() && FORMULAS_BEGIN_WITH.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
