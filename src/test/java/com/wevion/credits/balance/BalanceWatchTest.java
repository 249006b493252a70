package com.wevion.credits.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.catalog.SeedCatalog;
import com.wevion.credits.catalog.publication.Catalog;
import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.identity.Sessions;
import com.wevion.credits.identity.key.ApiKeys;
import com.wevion.credits.ledger.LocalLedger;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.operation.Posting;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.team.Leavers.Seat;
import com.wevion.credits.team.LeaversOf;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The changes that the watch finds in the database, and the listeners it tells. */
class BalanceWatchTest {
    private static final UUID ALICE = UUID.fromString("00000000-0000-4000-8000-00000000000a");

    private final HikariDataSource pool = ScratchDatabase.migrated().pool();
    private final LocalLedger ledger = new LocalLedger(pool);
    private final BalanceWatch watch = new BalanceWatch();
    private int prices = 1;

    /** Keeps what it is told. */
    private static final class Client extends Outlet {
        private final List<String> got = new ArrayList<>();

        Client() {
            super(null, null, Duration.ZERO);
        }

        @Override
        boolean balance(String json) {
            got.add(json);
            return true;
        }

        @Override
        void close() {
            got.add("end");
        }
    }

    BalanceWatchTest() {
        watch.balances = new Balances();
        watch.balances.dataSource = pool;
        watch.leavers = LeaversOf.database(pool);
        watch.sessions = new Sessions();
        watch.keys = new ApiKeys();
        watch.catalog = new Catalog() {
            @Override
            public CatalogVersion current() {
                CatalogVersion seed = SeedCatalog.version1();
                return new CatalogVersion(
                        prices,
                        seed.effectiveFrom(),
                        seed.chatHoldCeilingMicros(),
                        prices * seed.typicalInputTokens(),
                        prices * seed.typicalOutputTokens(),
                        seed.packages(),
                        seed.rates(),
                        List.of());
            }
        };
    }

    @AfterEach
    void stop() {
        ledger.close();
        pool.close();
    }

    private UUID team() {
        UUID team = Ids.next();
        Sql.on(pool)
                .update(
                        "INSERT INTO team VALUES (?, 'Team', 'PRO', true, true, 'METERED', 100000000, 'MEDIA_BUYER', now())",
                        team);
        ledger.accounts().open(team, 1_000_000_000);
        return team;
    }

    private void post(UUID team, long units) {
        long account = ledger.accounts().idOf(team, AccountKind.CREDITS);
        ledger.ledger().post(Posting.adjustment(Ids.next(), account, units));
    }

    private BalanceStream stream(UUID team, Client client) {
        Listener listener = new Listener(
                team,
                Optional.of(ALICE),
                Optional.of(new Seat(team, ALICE)),
                Optional.empty(),
                Optional.empty(),
                Instant.MAX);
        BalanceStream stream =
                new BalanceStream(listener, client, Runnable::run, Clock.systemUTC(), ended -> client.got.add("left"));
        stream.tell(watch.json(team));
        return stream;
    }

    @Test
    void tellsThoseWhoseTeamHasChangedAndNobodyElse() {
        UUID one = team();
        UUID other = team();
        List<Client> clients = List.of(new Client(), new Client(), new Client());
        List<BalanceStream> streams =
                List.of(stream(one, clients.get(0)), stream(one, clients.get(1)), stream(other, clients.get(2)));
        watch.look(streams);
        assertThat(clients).allSatisfy(client -> assertThat(client.got).hasSize(1));

        post(one, 5_000_000);
        watch.look(streams);
        watch.look(streams);

        assertThat(clients.get(0).got).hasSize(2).last().isEqualTo(watch.json(one));
        assertThat(clients.get(0).got.get(1)).contains("\"balance\":\"5\"");
        assertThat(clients.get(1).got).isEqualTo(clients.get(0).got);
        assertThat(clients.get(2).got).hasSize(1);
    }

    @Test
    void tellsSettingsThatTheBalanceIsShownBy_S13() {
        UUID team = team();
        Client client = new Client();
        List<BalanceStream> streams = List.of(stream(team, client));

        Sql.on(pool).update("UPDATE team SET low_balance_threshold_micros = 7000000 WHERE id = ?", team);
        watch.look(streams);
        ledger.accounts().limitCreative(team, 2_000_000_000);
        watch.look(streams);
        Sql.on(pool).update("UPDATE team SET creative_funding = 'CREDITS', auto_bill = true WHERE id = ?", team);
        watch.look(streams);

        assertThat(client.got).hasSize(4);
        assertThat(client.got.get(1)).contains("\"lowBalanceThreshold\":\"7\"");
        assertThat(client.got.get(2)).contains("\"spendingLimit\":\"2\"");
        assertThat(client.got.get(3)).contains("\"funding\":\"CREDITS\"");
    }

    @Test
    void tellsNothingOfWhatIsNotShown() {
        UUID team = team();
        Client client = new Client();
        List<BalanceStream> streams = List.of(stream(team, client));

        Sql.on(pool).update("UPDATE team SET name = 'Other' WHERE id = ?", team);
        post(team, 5_000_000);
        post(team, -5_000_000);
        watch.look(streams);

        assertThat(client.got).hasSize(1);
    }

    @Test
    void tellsHowManyMessagesTheBalancePaysForUnderNewPrices_D17() {
        UUID team = team();
        post(team, 630_000_000);
        Client client = new Client();
        List<BalanceStream> streams = List.of(stream(team, client));
        watch.look(streams);

        prices = 2;
        watch.look(streams);

        assertThat(client.got).hasSize(2);
        assertThat(client.got.get(0)).contains("\"approximateMessages\":10");
        assertThat(client.got.get(1)).contains("\"approximateMessages\":5");
    }

    @Test
    void endsTheStreamsOfThoseWhoHaveLeft_S3() {
        UUID stays = team();
        UUID leaves = team();
        for (UUID team : List.of(stays, leaves)) {
            Sql.on(pool)
                    .update(
                            "INSERT INTO member (team_id, user_id, role, display_name, joined_at) VALUES (?, ?, 'VIEWER', 'A', now())",
                            team,
                            ALICE);
        }
        Client staying = new Client();
        Client leaving = new Client();
        List<BalanceStream> streams = List.of(stream(stays, staying), stream(leaves, leaving));
        watch.dismiss(streams);
        assertThat(leaving.got).hasSize(1);

        Sql.on(pool).update("UPDATE member SET removed_at = now() WHERE team_id = ?", leaves);
        watch.dismiss(streams);

        assertThat(leaving.got).hasSize(3).endsWith("left", "end");
        assertThat(staying.got).hasSize(1);
    }

    @Test
    void knowsNoTeamThatDoesNotExist() {
        assertThatThrownBy(() -> watch.json(Ids.next())).isInstanceOf(NotFound.class);
    }
}
