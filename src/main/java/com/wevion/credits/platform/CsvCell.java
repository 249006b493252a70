package com.wevion.credits.platform;

/** Text from outside made fit for a cell of a spreadsheet. */
public final class CsvCell {
    private static final String FORMULAS_BEGIN_WITH = "=+-@\t\r";

    private CsvCell() {}

    /** The text; what a spreadsheet would take for a formula is quoted by an apostrophe. Not for our own numbers. */
    public static String text(String cell) {
        return cell != null && !cell.isEmpty() && FORMULAS_BEGIN_WITH.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
