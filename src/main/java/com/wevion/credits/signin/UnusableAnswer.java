package com.wevion.credits.signin;

import java.io.IOException;
import java.io.Serial;

/** The provider's answer says neither who the person is, nor that it no longer signs the person in. */
final class UnusableAnswer extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param why for the log, without anything secret */
    UnusableAnswer(String why) {
        super(why);
    }
}
