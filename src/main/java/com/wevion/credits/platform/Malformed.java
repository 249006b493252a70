package com.wevion.credits.platform;

import java.io.Serial;

/** 400: the request cannot be read at all: not JSON, not UTF-8, a repeated field, too deep. */
public final class Malformed extends Refusal {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param detail a sentence that says what could not be read */
    public Malformed(String detail) {
        super(ProblemType.MALFORMED_REQUEST, detail);
    }
}
