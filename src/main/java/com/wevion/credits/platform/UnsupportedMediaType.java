package com.wevion.credits.platform;

import java.io.Serial;

/** 415: the body is of a kind that is not read here. */
public final class UnsupportedMediaType extends Refusal {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param detail a sentence that names what is read */
    public UnsupportedMediaType(String detail) {
        super(ProblemType.UNSUPPORTED_MEDIA_TYPE, detail);
    }
}
