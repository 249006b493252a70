package com.wevion.credits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.catalog.JobTerms;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.catalog.publication.Catalog;
import com.wevion.credits.dev.TestArchive;
import com.wevion.credits.dev.WithServersOfItsOwn;
import com.wevion.credits.ledger.Accounts;
import com.wevion.credits.ledger.Holds;
import com.wevion.credits.ledger.Ledger;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.book.AdmittedWork;
import com.wevion.credits.ledger.book.HoldKind;
import com.wevion.credits.ledger.book.HoldState;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.ledger.operation.Hold;
import com.wevion.credits.platform.NotFound;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Checks from inside the server that the boot command files do what the application relies on. */
@ArquillianTest
@WithServersOfItsOwn
class InContainerIT {
    @Resource(lookup = "jdbc/credits")
    private DataSource credits;

    @Resource(lookup = "jdbc/ledger")
    private DataSource ledger;

    @Resource(lookup = "jms/credits")
    private ConnectionFactory jms;

    @Resource
    private UserTransaction transaction;

    @Inject
    private Ticker ticker;

    @Inject
    private Ledger book;

    @Inject
    private Accounts accounts;

    @Inject
    private Holds holds;

    @Inject
    private Catalog catalog;

    @Deployment
    static WebArchive application() {
        return TestArchive.with(InContainerIT.class, Ticker.class);
    }

    @Test
    void jdbcCreditsFollowsTheTransaction() throws Exception {
        String table = newTable();
        transaction.begin();
        execute(credits, "insert into " + table + " values (1)");
        transaction.rollback();
        assertThat(value(credits, "select count(*) from " + table)).isEqualTo("0");
    }

    @Test
    void jdbcLedgerCommitsByItself() throws Exception {
        String table = newTable();
        transaction.begin();
        execute(ledger, "insert into " + table + " values (1)");
        transaction.rollback();
        assertThat(value(credits, "select count(*) from " + table)).isEqualTo("1");
    }

    @Test
    void sessionsHaveTheirLimitsAndNames() throws SQLException {
        assertThat(value(credits, "show statement_timeout")).isEqualTo("10s");
        assertThat(value(credits, "show lock_timeout")).isEqualTo("5s");
        assertThat(value(credits, "show idle_in_transaction_session_timeout")).isEqualTo("30s");
        assertThat(value(credits, "show application_name")).isEqualTo("credits");
        assertThat(value(ledger, "show application_name")).isEqualTo("credits-ledger");
        assertThat(value(ledger, "show lock_timeout")).isEqualTo("100ms");
    }

    @Test
    void anAcknowledgedWriteIsOnTheDisk() throws SQLException {
        assertThat(value(credits, "show fsync")).isEqualTo("on");
        assertThat(value(credits, "show synchronous_commit")).isEqualTo("on");
        assertThat(value(credits, "show full_page_writes")).isEqualTo("on");
    }

    @Test
    void theApplicationIsNoSuperuser() throws SQLException {
        assertThat(value(credits, "select rolsuper from pg_roles where rolname = current_user"))
                .isEqualTo("f");
    }

    @Test
    void aMessageArrivesWhenItsTransactionCommits() throws Exception {
        String queue = "credits.test." + UUID.randomUUID();
        transaction.begin();
        send(queue, "first");
        transaction.commit();
        assertThat(receive(queue)).isEqualTo("first");
    }

    @Test
    void aMessageOfARolledBackTransactionNeverArrives() throws Exception {
        String queue = "credits.test." + UUID.randomUUID();
        transaction.begin();
        send(queue, "never");
        transaction.rollback();
        send(queue, "second");
        assertThat(receive(queue)).isEqualTo("second");
    }

    @Test
    void roundsComeRound() {
        await().until(() -> ticker.ticks() >= 2);
    }

    @Test
    void accountsAreOpenedInTheCallersTransaction() throws Exception {
        UUID teamId = UUID.randomUUID();
        transaction.begin();
        accounts.open(teamId, 0);
        transaction.rollback();
        assertThatThrownBy(() -> accounts.of(teamId, AccountKind.CREDITS)).isInstanceOf(NotFound.class);
    }

    @Test
    void aHoldStandsWhateverBecomesOfTheCallersTransaction() throws Exception {
        Hold hold = tenImages();
        transaction.begin();
        book.post(hold);
        transaction.rollback();
        assertThat(holds.find(hold.holdId())).isPresent();
    }

    @Test
    void theMessageDrivenBeanSettlesAJobOnceHoweverOftenItIsToldAndPoisonBlocksNothing() throws Exception {
        Hold hold = tenImages();
        book.post(hold);
        String completion = "{\"jobId\":\"" + hold.holdId() + "\",\"outcome\":\"SUCCEEDED\",\"delivered\":7}";
        transaction.begin();
        send("credits.jobs.completed", "poison for " + hold.holdId());
        for (int i = 0; i < 20; i++) {
            send("credits.jobs.completed", completion);
        }
        transaction.commit();

        await().until(() -> holds.find(hold.holdId()).orElseThrow().state() == HoldState.SETTLED);
        await().until(() -> value(
                        credits,
                        "select count(*) from dead_letter where body = 'poison for " + hold.holdId()
                                + "' and reason <> ''")
                .equals("1"));
        assertThat(accounts.of(hold.work().teamId(), AccountKind.CREATIVE).balanceUnits())
                .isEqualTo(-210_000_000);
        assertThat(accounts.of(hold.work().teamId(), AccountKind.CREATIVE).sequence())
                .isEqualTo(1);
    }

    /** A hold for ten variants of a new team, which is all that a completion needs to find. */
    private Hold tenImages() {
        UUID teamId = UUID.randomUUID();
        accounts.open(teamId, Unit.USD.parse("1"));
        JobTerms terms = catalog.current().job(Service.IMAGE, "FLUX_2_PRO", 10, Unit.USD);
        return Hold.of(
                new AdmittedWork(
                        UUID.randomUUID(),
                        accounts.idOf(teamId, AccountKind.CREATIVE),
                        teamId,
                        HoldKind.JOB,
                        UUID.randomUUID(),
                        terms.quotedUnits(),
                        Instant.now().plusSeconds(600),
                        terms.toJson()),
                "key",
                new byte[32]);
    }

    private String newTable() throws SQLException {
        String table = "test_" + UUID.randomUUID().toString().replace('-', '_');
        execute(credits, "create table " + table + " (number int)");
        return table;
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String value(DataSource source, String query) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void send(String queue, String text) {
        try (JMSContext context = jms.createContext()) {
            Queue destination = context.createQueue(queue);
            context.createProducer().send(destination, text);
        }
    }

    private String receive(String queue) {
        try (JMSContext context = jms.createContext()) {
            return context.createConsumer(context.createQueue(queue)).receiveBody(String.class, 5_000);
        }
    }
}
