package com.wevion.credits.invoice.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.BiFunction;

/** A CSV file with a header, whatever its columns are. */
final class CsvFile implements FileReader {
    /** The meaning of a format's columns. */
    @FunctionalInterface
    interface Columns {
        /**
         * Fills in the charge of a row.
         *
         * @throws RowRefused if there is something in the row that cannot be
         */
        void read(CsvRow row, Charge charge);

        /** True if the row is one of those that are to count. */
        default boolean isChosen(CsvRow row) {
            return true;
        }
    }

    private final FileRules terms;
    private final BiFunction<CsvHeader, FileRules, Columns> format;

    /** @param format finds its columns in a header, and refuses the file if they are not there */
    CsvFile(FileRules terms, BiFunction<CsvHeader, FileRules, Columns> format) {
        this.terms = terms;
        this.format = format;
    }

    @Override
    public void read(InputStream file, RowSink rows) throws IOException {
        CsvRows lines = new CsvRows(file, terms.rowBytes(), terms.columns());
        lines.findDelimiter();
        CsvRow row = lines.row();
        if (!lines.next()) {
            throw new FileRefused("the file is empty");
        }
        CsvHeader header = new CsvHeader(row);
        Columns columns = format.apply(header, terms);
        Charge charge = new Charge();
        boolean any = false;
        while (lines.next()) {
            any = true;
            charge.clear(row.line());
            try {
                check(row, header);
                if (!columns.isChosen(row)) {
                    rows.leaveOut();
                    continue;
                }
                columns.read(row, charge);
                Checks.cost(charge, terms.costNanos());
            } catch (RowRefused e) {
                rows.refuse(row.line(), e.getMessage(), row.excerpt(terms.excerptCharacters()));
                continue;
            }
            if (charge.kind == null) {
                rows.nothing(charge);
            } else {
                rows.accept(charge);
            }
        }
        if (!any) {
            throw FileRefused.empty("there is a header and no row");
        }
    }

    private static void check(CsvRow row, CsvHeader header) {
        if (row.fault() != null) {
            throw new RowRefused(row.fault());
        }
        if (row.fields() != header.size()) {
            throw new RowRefused("there are " + row.fields() + " columns, and " + header.size() + " in the header");
        }
    }
}
