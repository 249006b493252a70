package com.wevion.credits.platform;

import java.io.Serial;

/** 401: there is no token, or it is not one that is accepted here. */
public final class Unauthenticated extends Refusal {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param detail a sentence that says what is missing; nothing about keys or why a signature failed */
    public Unauthenticated(String detail) {
        super(ProblemType.UNAUTHENTICATED, detail);
    }
}
