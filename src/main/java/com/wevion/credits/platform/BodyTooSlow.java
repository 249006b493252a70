package com.wevion.credits.platform;

import java.io.Serial;

/** 408: the body did not come in the time it may take. */
public final class BodyTooSlow extends Refusal {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * @param bytes the bytes that had come
     * @param seconds the time after which it was given up
     */
    public BodyTooSlow(long bytes, long seconds) {
        super(
                ProblemType.REQUEST_TIMEOUT,
                "The body did not come in time: " + bytes + " bytes in " + seconds + " s. Nothing was changed.");
    }
}
