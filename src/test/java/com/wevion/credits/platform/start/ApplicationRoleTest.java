package com.wevion.credits.platform.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.platform.database.Sql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The role that the servers connect as, on a real database: what it may not do, table by table as the catalogue lists them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApplicationRoleTest {
    private static final String REFUSED = "42501";
    private static final String TABLES =
            " FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')";

    private final ScratchDatabase database = ScratchDatabase.migrated();
    private final String url = database.applicationUrl();
    private Connection connection;

    @BeforeAll
    void connect() throws SQLException {
        connection = DriverManager.getConnection(url);
    }

    @AfterAll
    void drop() throws SQLException {
        connection.close();
        database.drop();
    }

    /** The SQL state with which a statement fails; null if it does not. */
    private String refusal(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return null;
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }

    private List<String> listed(String sql) {
        return Sql.on(connection).list(sql, row -> row.getString(1));
    }

    private void allRefused(Stream<String> statements) {
        assertThat(statements)
                .isNotEmpty()
                .allSatisfy(sql -> assertThat(refusal(sql)).as(sql).isEqualTo(REFUSED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TRUNCATE %s",
                "TRUNCATE %s CASCADE",
                "DROP TABLE %s",
                "ALTER TABLE %s DISABLE TRIGGER ALL",
                "ALTER TABLE %s DISABLE TRIGGER USER",
                "ALTER TABLE %s ADD COLUMN further text",
                "ALTER TABLE %s OWNER TO CURRENT_USER",
                "ALTER TABLE %s RENAME TO another",
                "ALTER TABLE %s SET SCHEMA pg_temp",
                "ALTER TABLE %s ENABLE ROW LEVEL SECURITY",
                "CREATE TRIGGER further BEFORE INSERT ON %s FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
                "CREATE RULE further AS ON DELETE TO %s DO INSTEAD NOTHING",
                "CREATE INDEX ON %s ((1))",
                "COMMENT ON TABLE %s IS 'another'"
            })
    void cannotAlterAnyTable(String statement) {
        allRefused(listed("SELECT c.oid::regclass" + TABLES).stream().map(statement::formatted));
    }

    @Test
    void cannotSwitchOffOrDropAnyTrigger() {
        List<String> triggers = listed("SELECT format('%I ON %s', t.tgname, t.tgrelid::regclass)"
                + " FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace = 'public'::regnamespace"
                + " AND NOT t.tgisinternal AND t.tgparentid = 0");
        assertThat(triggers).hasSizeGreaterThan(20);
        allRefused(triggers.stream().map("DROP TRIGGER %s"::formatted));
        allRefused(triggers.stream()
                .map(trigger -> trigger.split(" ON "))
                .map(parts -> "ALTER TABLE %s DISABLE TRIGGER %s".formatted(parts[1], parts[0])));
    }

    @Test
    void cannotReplaceAlterOrDropAnyFunction() {
        List<String> functions =
                listed("SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace");
        assertThat(functions).hasSizeGreaterThan(20);
        allRefused(functions.stream().map("DROP FUNCTION %s"::formatted));
        allRefused(functions.stream().map("ALTER FUNCTION %s SECURITY DEFINER"::formatted));
        allRefused(Stream.of(
                "CREATE FUNCTION further() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
                "CREATE OR REPLACE FUNCTION credits_now() RETURNS timestamptz LANGUAGE sql AS 'SELECT now()'"));
    }

    /** Rows that are only added: of all tables but those that {@code application_privileges()} excepts, and all partitions. */
    @Test
    void cannotChangeOrDeleteWhatIsKept() {
        List<String> unchanged = listed(
                "SELECT c.oid::regclass" + TABLES
                        + " AND NOT EXISTS (SELECT FROM application_privileges() p WHERE p.name = c.relname AND 'UPDATE' = ANY (p.privileges))");
        assertThat(unchanged)
                .contains(
                        "entry",
                        "checkpoint",
                        "checkpoint_head",
                        "usage_record",
                        "job",
                        "catalog_version",
                        "rate",
                        "archived_hold");
        allRefused(unchanged.stream().map(table -> "UPDATE %s SET %s = NULL".formatted(table, column(table))));

        List<String> undeleted = listed(
                "SELECT c.oid::regclass" + TABLES
                        + " AND NOT EXISTS (SELECT FROM application_privileges() p WHERE p.name = c.relname AND 'DELETE' = ANY (p.privileges))");
        assertThat(undeleted).contains("entry", "hold", "account", "checkpoint", "purchase", "stripe_event", "anomaly");
        allRefused(undeleted.stream().map("DELETE FROM %s"::formatted));
    }

    private String column(String table) {
        return listed(
                        "SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = '" + table
                                + "'::regclass AND attnum > 0 AND NOT attisdropped AND attidentity = '' ORDER BY attnum LIMIT 1")
                .get(0);
    }

    /** Their triggers would refuse it; this says that the role is not even asked. */
    @Test
    void mayNotChangeATableWhoseTriggerRefusesIt() {
        assertThat(
                        listed(
                                "SELECT c.relname FROM pg_class c JOIN pg_trigger t ON t.tgrelid = c.oid JOIN pg_proc p ON p.oid = t.tgfoid"
                                        + " WHERE p.proname = 'refuse_change' AND t.tgtype & 16 = 16 AND has_table_privilege(c.oid, 'UPDATE')"
                                        + " OR p.proname IN ('refuse_change', 'refuse_to_lose') AND t.tgtype & 8 = 8 AND has_table_privilege(c.oid, 'DELETE')"))
                .isEmpty();
    }

    @Test
    void writesToNoViewAndNoPartition() {
        assertThat(listed("SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace"
                        + " AND (c.relkind IN ('v', 'm') OR c.relispartition)"
                        + " AND has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER')"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET ROLE credits",
                "SET ROLE postgres",
                "SET SESSION AUTHORIZATION credits",
                "SET session_replication_role = replica",
                "CREATE TABLE further ()",
                "CREATE VIEW further AS SELECT 1",
                "CREATE DOMAIN further AS text",
                "CREATE SCHEMA further",
                "CREATE ROLE further",
                "ALTER ROLE credits PASSWORD 'guessed'",
                "ALTER ROLE credits_app SUPERUSER",
                "GRANT credits TO credits_app",
                "ALTER SCHEMA public RENAME TO further",
                "DROP SCHEMA public CASCADE",
                "ALTER DEFAULT PRIVILEGES FOR ROLE credits GRANT ALL ON TABLES TO credits_app",
                "ALTER SYSTEM SET fsync = off",
                "SELECT grant_to_application()",
                "SELECT setval('jbatchjobinstancedata_jobinstanceid_seq', 1)",
                "COPY entry TO PROGRAM 'cat'",
                "COPY outbox FROM PROGRAM 'true'",
                "SELECT pg_read_file('postgresql.conf')",
                "SELECT rolpassword FROM pg_authid"
            })
    void cannotBecomeMoreThanItIs(String statement) {
        assertThat(refusal(statement)).isEqualTo(REFUSED);
    }

    /** PostgreSQL warns of such a statement instead of refusing it. */
    @Test
    void cannotGiveItselfMore() {
        refusal("GRANT UPDATE, DELETE ON entry TO credits_app");
        refusal("GRANT CREATE ON SCHEMA public TO credits_app");

        allRefused(Stream.of("DELETE FROM entry", "CREATE TABLE further ()"));
    }

    @Test
    void worksThroughTheTablesThatChange() {
        assertThat(refusal("UPDATE account SET held_units = held_units")).isNull();
        assertThat(refusal("DELETE FROM outbox")).isNull();
        assertThat(refusal("CREATE TEMPORARY TABLE passing (id int)")).isNull();
        assertThat(refusal("SELECT nextval('jbatchjobinstancedata_jobinstanceid_seq')"))
                .isNull();
    }

    @Test
    void aTableOfALaterMigrationCanBeReadAndAddedToAtOnce() {
        database.execute("CREATE TABLE later (line text)");

        assertThat(refusal("INSERT INTO later VALUES ('kept')")).isNull();
        assertThat(listed("SELECT line FROM later")).containsExactly("kept");
        allRefused(Stream.of("UPDATE later SET line = ''", "DELETE FROM later", "TRUNCATE later", "DROP TABLE later"));
        database.execute("DROP TABLE later");
    }

    @Test
    void whatWasGrantedByHandBeyondThatIsTakenAgain() {
        database.execute("GRANT ALL ON entry, outbox, system_balance TO credits_app");
        database.execute("REVOKE UPDATE ON account FROM credits_app");

        database.applicationUrl();

        allRefused(Stream.of("DELETE FROM entry", "TRUNCATE outbox"));
        assertThat(refusal("UPDATE account SET held_units = held_units")).isNull();
    }

    @Test
    void itsServerSaysWhatToDoWhenTheSchemaIsOlderAndChangesNothing() throws SQLException {
        ScratchDatabase older = ScratchDatabase.migratedTo("057");
        try {
            PGSimpleDataSource application = source(older.applicationUrl());

            assertThatExceptionOfType(SchemaNotMigrated.class)
                    .isThrownBy(() -> SchemaUpgrade.bringUp(application, 10))
                    .withMessageStartingWith("The schema is V057 and this server needs V")
                    .withMessageContaining("the role credits_app may not change the schema");

            SchemaUpgrade.bringUp(source(older.url()), 10);
            assertThat(SchemaUpgrade.bringUp(application, 10)).isGreaterThanOrEqualTo(57);
        } finally {
            older.drop();
        }
    }

    private static PGSimpleDataSource source(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        return source;
    }

    @Test
    void theLogSaysIfTheRoleCouldAlterTheBooks() {
        assertThat(said(url)).isEmpty();
        assertThat(said(database.url()))
                .singleElement()
                .asString()
                .contains("could alter the books")
                .contains("credits: ");
        database.execute("GRANT DELETE ON checkpoint TO credits_app");
        try {
            assertThat(said(url)).singleElement().asString().contains("credits_app: checkpoint");
        } finally {
            database.applicationUrl();
        }
    }

    private static List<String> said(String url) {
        List<String> said = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                said.add(line.getMessage() + " " + List.of(line.getParameters()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger log = Logger.getLogger(WritableBooks.class.getName());
        log.addHandler(handler);
        try {
            WritableBooks.warnOf(source(url));
        } finally {
            log.removeHandler(handler);
        }
        return said;
    }
}
