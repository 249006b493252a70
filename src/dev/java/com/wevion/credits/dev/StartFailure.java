package com.wevion.credits.dev;

/** The service cannot start or stop; the message says what to do about it. */
public final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a message for the one who typed the command. */
    public StartFailure(String message) {
        super(message);
    }

    /** With the cause. */
    public StartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
