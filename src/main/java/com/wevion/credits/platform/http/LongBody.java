package com.wevion.credits.platform.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A resource method reads its body piece by piece, which may therefore be longer than those of others. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface LongBody {
    /** The setting that has the most bytes. */
    String value();
}
