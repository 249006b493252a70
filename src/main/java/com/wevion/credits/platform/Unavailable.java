package com.wevion.credits.platform;

import java.io.Serial;

/**
 * 503: something that the request needs (database, broker, Stripe) is away or busy. The outcome is known: the request has changed
 * nothing, and asking again later may succeed. {@link OutcomeUnknown} is thrown where it is not.
 */
public class Unavailable extends Refusal {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param detail a sentence that says what is away, without addresses; that nothing was changed is added */
    public Unavailable(String detail) {
        this(detail, "Nothing was changed; try again later.");
    }

    Unavailable(String detail, String outcome) {
        super(ProblemType.UNAVAILABLE, detail + " " + outcome);
    }
}
