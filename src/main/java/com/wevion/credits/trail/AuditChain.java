package com.wevion.credits.trail;

import com.wevion.credits.platform.Rounds;
import com.wevion.credits.platform.database.Sql;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Links the lines of the audit log to their chain, every few seconds: those who write them do not wait for each other. */
@ApplicationScoped
class AuditChain {
    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    @ConfigProperty(name = "credits.audit.link.seconds")
    long seconds;

    @Inject
    @ConfigProperty(name = "credits.audit.link.lines")
    int linesAtATime;

    void begin(@Observes Rounds rounds) {
        rounds.every("audit chain", Duration.ofSeconds(seconds), this::linkAll);
    }

    private void linkAll() {
        int linked;
        do {
            linked = link(Sql.on(dataSource), linesAtATime);
        } while (linked == linesAtATime);
    }

    /** Links at most so many; returns how many. */
    static int link(Sql sql, int max) {
        return sql.first("SELECT link_audit_lines(?) AS linked", row -> row.getInt("linked"), max)
                .orElseThrow();
    }
}
