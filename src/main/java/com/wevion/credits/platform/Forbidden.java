package com.wevion.credits.platform;

import java.io.Serial;

/** 403: the caller is known and may see the thing, but may not do this with it. */
public final class Forbidden extends Refusal {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param detail a sentence that says who may */
    public Forbidden(String detail) {
        super(ProblemType.FORBIDDEN, detail);
    }
}
