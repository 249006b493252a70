package com.wevion.credits.generation;

/** The queues and the topic of the contract with the workers; their names are fixed there. */
final class Queues {

    /** To the workers: jobs to be done. */
    static final String REQUESTED = "credits.jobs.requested";

    /** A topic, to all workers: jobs to be given up. */
    static final String CANCELLED = "credits.jobs.cancelled";

    /** From the workers: what became of them. */
    static final String COMPLETED = "credits.jobs.completed";

    /** Where the broker puts what could not be delivered. */
    static final String DEAD = "credits.dead";

    private Queues() {}
}
