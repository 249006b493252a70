package com.wevion.credits.platform;

import java.io.Serial;

/** 503: something the request needs (database, broker) is away; nothing was changed, and asking again later may succeed. */
public class Unavailable extends Refusal {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param detail a sentence that says what is away, without addresses */
    public Unavailable(String detail) {
        super(ProblemType.UNAVAILABLE, detail);
    }
}
