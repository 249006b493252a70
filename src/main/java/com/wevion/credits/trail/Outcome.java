package com.wevion.credits.trail;

/** The outcome of an action: it was done, or the caller was not allowed to. */
public enum Outcome {
    DONE,
    REFUSED
}
