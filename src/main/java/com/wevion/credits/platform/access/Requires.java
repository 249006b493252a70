package com.wevion.credits.platform.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The action that a method of a resource carries out, or all methods of a resource; callers who may not do it are refused. A method
 * without one is refused to everybody. Instead of Jakarta's RolesAllowed, which knows nothing of teams, and which Payara looks up by
 * the thread: it knows nobody where a request has waited for its body.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Requires {
    /** The row of the table. */
    Action value();
}
