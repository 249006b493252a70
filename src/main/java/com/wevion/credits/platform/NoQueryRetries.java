package com.wevion.credits.platform;

import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/**
 * Without a database EclipseLink tries a query three times more, five seconds apart, while the request holds its thread.
 * The pool has checked the connection already, so there is nothing to gain: the caller is told to come again.
 */
public class NoQueryRetries implements SessionCustomizer {
    @Override
    public void customize(Session session) {
        session.getLogin().setQueryRetryAttemptCount(0);
    }
}
