package com.wevion.credits.platform;

import java.io.Serial;

/** 503: there was no answer from something that was asked to do it. It may have been done; a retry with the same key finds out. */
public class OutcomeUnknown extends Unavailable {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param detail a sentence that says what did not answer, without addresses; how to learn the outcome is added */
    public OutcomeUnknown(String detail) {
        super(detail, "It is unknown whether this was done; retry with the same key to find out.");
    }
}
