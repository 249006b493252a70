package com.wevion.credits.team;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A change of how people stand counts at once on the node that makes it. */
@WithService
class StandingsIT {
    private static final Map<String, Object> ORDER = Map.of("service", "IMAGE", "engine", "FLUX_2_PRO", "variants", 1);

    private final LocalService service;
    private final TestTeam team;

    StandingsIT(LocalService service) {
        this.service = service;
        this.team = TestTeam.paid(service);
    }

    @Test
    void aChangeCountsAtOnceAlsoWhileTheOldStandingIsBeingRead_D2() throws Exception {
        Api buyer = team.member("MEDIA_BUYER");
        Api operator = Api.superAdmin(service);
        ok(operator.get(team.path("/settings"))); // known, so that the change below needs not to read the members
        CompletableFuture<Answer> before;
        try (Connection other = DriverManager.getConnection(service.databaseUrl())) {
            other.setAutoCommit(false);
            try (Statement statement = other.createStatement()) {
                statement.execute("LOCK TABLE member IN ACCESS EXCLUSIVE MODE");
                before = CompletableFuture.supplyAsync(() -> buyer.post(team.path("/jobs"), ORDER));
                await().until(this::isAMemberWaitedFor);

                ok(operator.patch(team.path("/settings"), Map.of("creativeFunding", "CREDITS")));
            }
            other.rollback();
        }
        assertThat(before.get().problem()).as("decided after the change").isEqualTo("insufficient-credits");
        assertThat(buyer.post(team.path("/jobs"), ORDER).problem())
                .as("the team has no credits")
                .isEqualTo("insufficient-credits");
    }

    /** The team has been read then, which comes first. */
    private boolean isAMemberWaitedFor() throws SQLException {
        try (Connection connection = DriverManager.getConnection(service.databaseUrl());
                Statement statement = connection.createStatement();
                ResultSet waiting = statement.executeQuery(
                        "SELECT FROM pg_locks WHERE relation = 'member'::regclass AND NOT granted")) {
            return waiting.next();
        }
    }
}
