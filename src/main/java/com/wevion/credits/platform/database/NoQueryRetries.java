package com.wevion.credits.platform.database;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Without a database EclipseLink tries a query three times more, five seconds apart, while the request holds its thread. The pool has
 * checked the connection already, so there is nothing to gain: the caller is told to retry. EclipseLink has no property for that, and the
 * full Payara Server does not show its classes to applications, so they are asked for by name.
 */
@Startup
@Singleton
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class NoQueryRetries {
    private static final Logger LOG = Logger.getLogger(NoQueryRetries.class.getName());
    private static final String SESSION = "org.eclipse.persistence.sessions.Session";

    @PersistenceContext
    EntityManager entityManager;

    @PostConstruct
    void setUp() {
        try {
            Class<?> session = Class.forName(
                    SESSION, false, entityManager.getDelegate().getClass().getClassLoader());
            Object login = session.getMethod("getLogin").invoke(entityManager.unwrap(session));
            login.getClass().getMethod("setQueryRetryAttemptCount", int.class).invoke(login, 0);
        } catch (ReflectiveOperationException | PersistenceException e) {
            LOG.log(Level.WARNING, "Queries are retried for 15 seconds while the database is away", e);
        }
    }
}
