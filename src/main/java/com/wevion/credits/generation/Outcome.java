package com.wevion.credits.generation;

/** The end of a job, as the worker reports it. */
enum Outcome {
    SUCCEEDED,
    FAILED
}
