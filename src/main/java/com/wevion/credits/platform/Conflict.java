package com.wevion.credits.platform;

import java.io.Serial;

/** 409: the request contradicts the present state of what it is about. */
public final class Conflict extends Refusal {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param detail a sentence that names the state in the way */
    public Conflict(String detail) {
        super(ProblemType.CONFLICT, detail);
    }
}
