package com.wevion.credits.signin;

import java.io.IOException;
import java.io.Serial;

/** The provider answers, but with nothing that says who somebody is, nor that it signs the person in no more. */
final class UnusableAnswer extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param why for the log, without anything secret */
    UnusableAnswer(String why) {
        super(why);
    }
}
