package com.wevion.credits.generation;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Has the broker looked at every five seconds, on every node. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class BrokerTimer {
    private static final Logger LOG = Logger.getLogger(BrokerTimer.class.getName());

    @Inject
    BrokerConnection broker;

    /** Looks. */
    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void look() {
        try {
            broker.look();
        } catch (RuntimeException e) { // whatever it is: a timer that fails is given up for good
            LOG.log(Level.WARNING, "The broker is not looked at now", e);
        }
    }
}
