package com.wevion.credits.invoice;

import java.util.function.Function;

/** The kinds of file that are read; a further one is a class that reads it and a line here. */
enum Format {
    /** FinOps Open Cost and Usage Specification, Cost and Usage, 1.0 to 1.4, as CSV. */
    FOCUS(terms -> new CsvFile(terms, FocusColumns::new));

    private final Function<Terms, FileReader> reader;

    Format(Function<Terms, FileReader> reader) {
        this.reader = reader;
    }

    /** What reads such a file, on these terms. */
    FileReader reader(Terms terms) {
        return reader.apply(terms);
    }
}
