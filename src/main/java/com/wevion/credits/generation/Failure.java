package com.wevion.credits.generation;

/** Why a job delivered nothing; none of them costs anything (S5). */
enum Failure {
    CONTENT_SAFETY,
    INFRASTRUCTURE,
    TIMEOUT,
    CANCELLED
}
