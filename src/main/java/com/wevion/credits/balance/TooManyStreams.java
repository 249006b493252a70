package com.wevion.credits.balance;

import com.wevion.credits.platform.ProblemType;
import com.wevion.credits.platform.Refusal;
import java.io.Serial;

/** 429: the person listens by as many streams as one may have; closing one lets another begin. */
final class TooManyStreams extends Refusal {
    @Serial
    private static final long serialVersionUID = 1L;

    TooManyStreams(int most) {
        super(
                ProblemType.TOO_MANY_REQUESTS,
                "You listen by " + most + " streams already, which is as many as one may have.");
    }
}
