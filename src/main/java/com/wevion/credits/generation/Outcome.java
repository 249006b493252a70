package com.wevion.credits.generation;

/** How a job ended, by the worker's word. */
enum Outcome {
    SUCCEEDED,
    FAILED
}
