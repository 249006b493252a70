package com.wevion.credits.platform;

import java.util.stream.Stream;

/** The causes behind a failure. */
public final class Causes {
    /** A chain that goes round has no end. */
    private static final int DEEPEST = 20;

    private Causes() {}

    /** The failure itself, then its causes, the innermost last. */
    public static Stream<Throwable> of(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST);
    }
}
