package com.wevion.credits.dev;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The test class starts services itself; such classes run one after the other, beside those of {@link WithService}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock("servers of its own")
public @interface WithServersOfItsOwn {}
