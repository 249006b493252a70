package com.wevion.credits.platform;

import java.io.Serial;

/** 413: the body is longer than the service reads. */
public final class PayloadTooLarge extends Refusal {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param maxBytes the greatest length allowed */
    public PayloadTooLarge(long maxBytes) {
        super(ProblemType.PAYLOAD_TOO_LARGE, "The body may have at most " + maxBytes + " bytes.");
    }
}
