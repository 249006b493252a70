package com.wevion.credits.platform.start;

import com.wevion.credits.platform.database.DatabaseFailure;
import com.wevion.credits.platform.time.ClockComparison;
import com.wevion.credits.platform.time.DevClock;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Brings the database to the schema of this version when the application starts. Whatever touches the database at start
 * says {@code @DependsOn("Migrations")}. Several nodes may start together: one migrates, the others wait for it.
 */
@Startup
@Singleton
@DependsOn("IdentityAtStart") // which refuses settings that must not meet this database
@TransactionManagement(TransactionManagementType.BEAN)
public class Migrations {
    @Resource(lookup = "jdbc/credits")
    DataSource database;

    @Inject
    DevClock clock;

    @Inject
    ClockComparison comparison;

    @Inject
    @ConfigProperty(name = "credits.migration.wait.seconds")
    int waitSeconds;

    @Inject
    @ConfigProperty(name = "credits.db.start.wait.seconds")
    int startWaitSeconds;

    @Inject
    ServerVersion version;

    /**
     * A failure fails the deployment: a service on half a schema must not answer. Time-outs of statements and locks are
     * those of the pool; a migration that needs longer says so with {@code SET LOCAL}.
     */
    @PostConstruct
    void migrate() {
        new DatabaseWait(database, Duration.ofSeconds(startWaitSeconds)).await(); // it may have gone since JPA began
        Schema schema = new Schema(database, Duration.ofSeconds(waitSeconds), "classpath:db/migration");
        try {
            schema.bringUp();
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
        version.is(schema.server());
        WritableBooks.warnOf(database);
        // Here, since whatever asks for the time of the books waits for this.
        comparison.ahead();
        clock.resume();
    }
}
