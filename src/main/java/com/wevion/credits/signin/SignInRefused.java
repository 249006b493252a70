package com.wevion.credits.signin;

import java.io.Serial;

/** The provider no longer signs the person in, or not in a way that counts here. */
final class SignInRefused extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param why for the log, without anything secret */
    SignInRefused(String why) {
        super(why);
    }
}
