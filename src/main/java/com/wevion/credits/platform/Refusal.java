package com.wevion.credits.platform;

import jakarta.ejb.ApplicationException;
import java.io.Serial;
import java.util.Map;

/**
 * A request that is answered with a problem instead of a result; it rolls back the transaction it passes through. Each
 * kind of refusal is a named subclass that carries the numbers of its message.
 */
@ApplicationException(rollback = true, inherited = true)
public abstract class Refusal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final ProblemType type;

    /**
     * A refusal is an answer, not a fault, so it records no stack trace.
     *
     * @param detail a sentence for the caller, without secrets and without anything of the implementation
     */
    protected Refusal(ProblemType type, String detail) {
        super(detail, null, false, false);
        this.type = type;
    }

    /** The kind of problem, which decides the status. */
    public ProblemType type() {
        return type;
    }

    /** The data that a client needs to act, as further members of the problem's JSON; empty unless overridden. */
    public Map<String, Object> members() {
        return Map.of();
    }
}
