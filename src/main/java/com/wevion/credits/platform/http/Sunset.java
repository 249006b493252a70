package com.wevion.credits.platform.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The operation is deprecated: its answers say since when and until when. The contract says so, too. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Sunset {
    /** The day from which on it is deprecated, as in 2026-12-01; in UTC. */
    String deprecated();

    /** The first day on which it may be gone, as in 2027-06-01; in UTC. */
    String gone();
}
