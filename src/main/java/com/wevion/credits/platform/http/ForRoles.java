package com.wevion.credits.platform.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Callers need one of these roles; others get 403. Instead of Jakarta's RolesAllowed, which Payara looks up by the thread: it knows
 * nobody where a request has waited for its body.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface ForRoles {
    /** Names of the roles. */
    String[] value();
}
