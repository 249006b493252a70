package com.wevion.credits.team;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Lets the limits follow the setting of the ceiling, which may be another one than when they were set (D21). Each team is a transaction of
 * its own, so that work continues at other servers meanwhile; this server takes no request before all are done.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class CeilingAtStart {
    private static final Logger LOG = Logger.getLogger(CeilingAtStart.class.getName());

    @Inject
    Teams teams;

    @PostConstruct
    void apply() {
        List<UUID> differing = teams.whoseLimitDiffers();
        differing.forEach(teams::applyCeiling);
        if (!differing.isEmpty()) {
            LOG.log(Level.INFO, "The creative spending limit of {0} teams follows its ceiling", differing.size());
        }
    }
}
