package com.wevion.credits.chat;

import static com.wevion.credits.dev.Chat.admit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.Crowd;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A transaction that has the account of a team locked and does nothing takes the service from nobody else. */
@WithService
class LockedTeamIT {
    /** More than there are request threads. */
    private static final int CROWD = 100;

    private final LocalService service;

    LockedTeamIT(LocalService service) {
        this.service = service;
    }

    @Test
    void tellsTheLockedTeamThatNothingWasChangedAndServesTheOthers() throws Exception {
        TestTeam locked = TestTeam.withCredits(service, "5000");
        TestTeam other = TestTeam.withCredits(service, "100000");

        try (Connection idle = DriverManager.getConnection(service.databaseUrl())) {
            idle.setAutoCommit(false);
            try (PreparedStatement lock =
                    idle.prepareStatement("SELECT FROM account WHERE team_id = ? FOR NO KEY UPDATE")) {
                lock.setObject(1, locked.id());
                lock.execute();
            }

            List<Crowd.Result<Answer>> answers = Crowd.of(CROWD, number -> {
                TestTeam team = number % 2 == 0 ? locked : other;
                return admit(team.owner(), team);
            });

            assertThat(answers.stream().map(answer -> answer.value().status()))
                    .filteredOn(status -> status == 201)
                    .hasSize(CROWD / 2);
            assertThat(answers)
                    .extracting(Crowd.Result::value)
                    .filteredOn(answer -> answer.status() != 201)
                    .hasSize(CROWD / 2)
                    .allSatisfy(answer -> {
                        assertThat(answer.status()).isEqualTo(503);
                        assertThat(answer.text("detail"))
                                .isEqualTo("Another transaction keeps the team's account locked."
                                        + " Nothing was changed; try again later.");
                        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                    });
            idle.rollback();
        }

        await().until(() -> admit(locked.owner(), locked).status() == 201);
        assertThat(locked.balance("credits.held")).isEqualTo("63");
    }
}
