package com.wevion.credits.generation;

/** The reason why a job delivered nothing; none of them costs anything (S5). */
enum Failure {
    CONTENT_SAFETY,
    INFRASTRUCTURE,
    TIMEOUT,
    CANCELLED
}
