package com.wevion.credits.audit.log;

import com.wevion.credits.team.Teams;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** Puts the reader of the audit log together in the server. */
@ApplicationScoped
class AuditLogBeans {
    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Produces
    @Singleton
    AuditLines lines(Teams teams) {
        return new AuditLines(dataSource, teams);
    }
}
