package com.wevion.credits.platform.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The method costs money or much work elsewhere, so it has a tighter limit than others. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Costly {
    /** The kinds of such methods, each with a limit. */
    enum Kind {
        /** Makes a Checkout Session at Stripe. */
        CHECKOUT,
        /** Reads a file of a provider. */
        IMPORT,
        /** Prices a month of work again. */
        WHAT_IF
    }

    /** The limit that holds for it. */
    Kind value();
}
