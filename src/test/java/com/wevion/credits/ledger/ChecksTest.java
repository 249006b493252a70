package com.wevion.credits.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.dev.LedgerChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The checks of {@code sql/checks} find nothing in books of everything, and each finds every violation that its sentence promises to.
 * What is planted, as a superuser and with no trigger in the way, is rolled back.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChecksTest {
    private BookOfEverything everything;
    private Connection superuser;

    @BeforeAll
    void open() throws SQLException {
        everything = new BookOfEverything();
        superuser = DriverManager.getConnection(everything.book.database.superuserUrl());
        superuser.setAutoCommit(false);
    }

    @AfterEach
    void forget() throws SQLException {
        superuser.rollback();
    }

    @AfterAll
    void close() throws SQLException {
        superuser.close();
        everything.close();
    }

    static Stream<Violation> violations() {
        return Violation.all();
    }

    static List<String> checks() {
        return LedgerChecks.names();
    }

    @Test
    void findNothingInBooksOfEverything() {
        assertThat(LedgerChecks.violations(everything.book.database.url())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("violations")
    void findTheViolation(Violation violation) throws SQLException {
        plant(violation.sql());

        assertThat(LedgerChecks.rows(superuser, violation.check())).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("checks")
    void haveViolationsThatTheyFind(String check) {
        assertThat(Violation.of(check)).isNotEmpty();
    }

    /** Otherwise it would be planted for nothing. */
    @Test
    void areThereForEveryPlantedViolation() throws IOException {
        try (Stream<Path> files = Files.list(BookOfEverything.FOLDER.resolve("violations"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".sql", "")))
                    .isSubsetOf(LedgerChecks.names());
        }
    }

    /** Whatever migration says that a table never changes: once the function lets everything through, the check names the table. */
    @Test
    void lookAtEveryTableThatRefusesChanges_D16() throws SQLException {
        List<String> refusing =
                texts("SELECT DISTINCT tgrelid::regclass FROM pg_trigger WHERE tgfoid = 'refuse_change'::regproc");
        plant(
                "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$");
        String found = String.join("\n", LedgerChecks.rows(superuser, "append_only", refusing.size() + 100));

        assertThat(refusing).isNotEmpty().allSatisfy(table -> assertThat(found).contains("relation=" + table + " "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE entry SET amount_units = 1",
                "DELETE FROM entry",
                "TRUNCATE entry",
                "TRUNCATE usage_record",
                "UPDATE usage_recording SET since = now()"
            })
    void needNotFindWhatIsRefusedToTheApplicationsRole_D16(String change) {
        assertThatThrownBy(() -> everything.book.database.execute(change)).hasMessageContaining("append-only");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'PURCHASE', 'GIFT', 50000",
                "'CLAWBACK', 'PURCHASE', -5",
                "'REINSTATEMENT', 'DEBT', 5",
                "'USAGE', 'TEST', -5",
                "'ADJUSTMENT', 'GIFT', 5",
                "'PAYMENT', 'CREATIVE_BILL', -5",
                "'PAYMENT', 'PURCHASE', 5"
            })
    void needNotFindEntriesOfAKindThatTheirTypeDoesNotHave_D16(String typeKindAndAmount) {
        assertThatThrownBy(() -> plant("SELECT invent({wallet}, " + typeKindAndAmount + ", '{nobody}')"))
                .hasMessageContaining("entry_is_as_its_type");
    }

    private List<String> texts(String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }

    private void plant(String sql) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute("SET LOCAL session_replication_role = replica; " + everything.sql(sql));
        }
    }
}
