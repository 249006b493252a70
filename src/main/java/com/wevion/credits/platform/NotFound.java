package com.wevion.credits.platform;

import java.io.Serial;

/** 404: there is no such thing, or it is another team's; the answer is the same, so that nobody can find out which. */
public final class NotFound extends Refusal {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param what the kind of thing in lower case, for example {@code team}: never an id */
    public NotFound(String what) {
        super(ProblemType.NOT_FOUND, "No such " + what + ".");
    }
}
