package com.wevion.credits.invoice.format;

/** The receiver of a file's rows, in their order. */
public interface RowSink {
    /** Takes a row; the object is used again for the next one. */
    void accept(Charge charge);

    /** Takes note that nothing is charged in the time of this row, which has no kind; the object is used again for the next one. */
    void nothing(Charge charge);

    /** Takes note of a row that is none of those that are to count. */
    void leaveOut();

    /**
     * Takes note of a row that is not imported.
     *
     * @param excerpt the beginning of the row
     */
    void refuse(long line, String reason, String excerpt);
}
