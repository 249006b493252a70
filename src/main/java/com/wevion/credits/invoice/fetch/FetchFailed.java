package com.wevion.credits.invoice.fetch;

import java.time.Duration;

/** Tells that costs could not be fetched this time. */
final class FetchFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FetchProblem problem;
    private final transient Duration pause;

    /** @param detail for people: the reason and, where something can be done, what to do */
    FetchFailed(FetchProblem problem, String detail) {
        this(problem, detail, Duration.ZERO);
    }

    /** @param pause that the provider asks for */
    FetchFailed(FetchProblem problem, String detail, Duration pause) {
        super(detail);
        this.problem = problem;
        this.pause = pause;
    }

    FetchProblem problem() {
        return problem;
    }

    Duration pause() {
        return pause == null ? Duration.ZERO : pause;
    }
}
