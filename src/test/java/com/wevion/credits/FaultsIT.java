package com.wevion.credits;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Crowd;
import com.wevion.credits.dev.LedgerChecks;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Kills parts of the running service under load; the clients' own journal must agree with the ledger afterwards. */
@WithService
class FaultsIT {
    private static final int CLIENTS = 12;
    private static final int MESSAGES = 25;
    private static final int JOBS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final LocalService service;

    FaultsIT(LocalService service) {
        this.service = service;
    }

    @Test
    void losesAndDoublesNothingWhenTheServerIsKilled() throws Exception {
        StubbornClient client = underLoad(done -> {
            await().atMost(PATIENCE).until(() -> done.count() > 40);
            service.killServer();
            service.restartServer();
        });

        assertThat(client.lostConnections()).isPositive();
    }

    @Test
    void losesAndDoublesNothingWhenPostgresIsKilledAndAnswers503Meanwhile() throws Exception {
        StubbornClient client = underLoad(done -> {
            await().atMost(PATIENCE).until(() -> done.count() > 40);
            service.killPostgres();
            await().atMost(PATIENCE).until(() -> done.unavailable() > 0);
            service.restartPostgres();
        });

        assertThat(client.unavailable()).isPositive();
        assertThat(client.strangeAnswers()).isEmpty();
    }

    private interface Fault {
        void happen(StubbornClient client);
    }

    private StubbornClient underLoad(Fault fault) throws Exception {
        TestTeam team = TestTeam.withCredits(service, "50000");
        StubbornClient client = new StubbornClient(team);
        CompletableFuture<Void> chaos = CompletableFuture.runAsync(() -> fault.happen(client));

        List<Crowd.Result<BigDecimal>> charged = Crowd.of(CLIENTS, number -> client.work(MESSAGES, JOBS));
        chaos.get();

        assertThat(charged).allSatisfy(result -> assertThat(result.thrown()).isNull());
        BigDecimal sum = charged.stream().map(Crowd.Result::value).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(new BigDecimal(team.balance("credits.balance")))
                .isEqualByComparingTo(new BigDecimal("50000").subtract(sum));
        assertThat(team.balance("credits.held")).isEqualTo("0");
        everyJobEndsOnce(team);
        assertThat(LedgerChecks.violations(service.databaseUrl())).isEmpty();
        return client;
    }

    private void everyJobEndsOnce(TestTeam team) {
        Api owner = team.owner();
        await().atMost(PATIENCE)
                .until(() -> ok(owner.get(team.path("/jobs?status=QUEUED")))
                        .json()
                        .get("items")
                        .isEmpty());
        assertThat(ok(owner.get(team.path("/jobs?status=SUCCEEDED&limit=200")))
                        .json()
                        .get("items"))
                .hasSize(CLIENTS * JOBS);
        assertThat(ok(owner.get(team.path("/transactions?account=CREATIVE&limit=200")))
                        .json()
                        .get("items"))
                .hasSize(CLIENTS * JOBS);
        assertThat(new BigDecimal(team.balance("creative.accrued")))
                .isEqualByComparingTo(new BigDecimal("0.03").multiply(new BigDecimal(CLIENTS * JOBS)));
    }
}
