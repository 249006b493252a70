package com.wevion.credits.dev;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The test class talks to a running service: one of each kind per JVM, on free ports, with new data under {@code target/it}. Test
 * methods and constructors take it as a {@link LocalService} parameter. Classes that talk to the same one run one after the other.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ServiceExtension.class)
@ResourceLock(providers = ServiceExtension.OneClassAtATime.class)
public @interface WithService {
    /** True if simulated engines answer; without them the test is the worker. */
    boolean engines() default true;

    /** True if the tests set its clock; they have a service of their own, without engines, with limits, and where much needs a second person. */
    boolean setsClock() default false;
}
