package com.wevion.credits.generation.broker;

import jakarta.ejb.ApplicationException;
import java.io.Serial;

/** The broker took none of the messages: it failed before it was asked to commit them. */
@ApplicationException(rollback = true)
public class NotSent extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    NotSent(Exception cause) {
        super(cause.getMessage(), cause);
    }
}
