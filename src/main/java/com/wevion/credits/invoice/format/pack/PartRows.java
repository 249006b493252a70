package com.wevion.credits.invoice.format.pack;

import com.wevion.credits.invoice.format.Charge;
import com.wevion.credits.invoice.format.RowSink;

/** The rows of one part of a zip: their lines go on where those of the part before ended, and a refusal names the part. */
final class PartRows implements RowSink {
    private final RowSink rows;
    private final String part;
    private final long before;
    private long last;
    private boolean any;

    PartRows(RowSink rows, String part, long before) {
        this.rows = rows;
        this.part = part;
        this.before = before;
        this.last = before;
    }

    @Override
    public void accept(Charge charge) {
        charge.line += before;
        last = charge.line;
        rows.accept(charge);
    }

    @Override
    public void nothing(Charge charge) {
        last = before + charge.line;
        rows.nothing(charge);
    }

    @Override
    public void leaveOut() {
        any = true;
        rows.leaveOut();
    }

    @Override
    public void refuse(long line, String reason, String excerpt) {
        last = before + line;
        rows.refuse(last, part + ", line " + line + ": " + reason, excerpt);
    }

    boolean isEmpty() {
        return last == before && !any;
    }

    /** The last line that had something in it, counted over all parts so far. */
    long last() {
        return last;
    }
}
