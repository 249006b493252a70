package com.wevion.credits.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.dev.Crowd;
import com.wevion.credits.dev.LedgerChecks;
import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.http.Origin;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of the audit log in the database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditLinesTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00.123456Z");
    private static final UUID PAULA = UUID.randomUUID();
    private static final Author AUTHOR = new Author(
            Author.Kind.PERSON,
            PAULA,
            "Paula Personal",
            "https://issuer.example",
            "session 0123456789abcdef",
            List.of("SUPER_ADMIN"),
            new Origin("192.0.2.7", "Firefox"));

    private ScratchDatabase database;
    private HikariDataSource pool;

    @BeforeAll
    void open() {
        database = ScratchDatabase.migrated();
        pool = database.pool();
    }

    @AfterEach
    void linkAll() {
        AuditChain.link(sql(), 1_000);
        assertThat(LedgerChecks.violations(database.url())).isEmpty();
    }

    @AfterAll
    void close() {
        pool.close();
        database.drop();
    }

    @Test
    void keepsPersonalValuesApartAndDigestsInTheLine() {
        UUID object = record(Map.of("role", "VIEWER", "displayName", new PersonalValue(PAULA, "Paula")));

        String content = content(object);
        assertThat(content)
                .contains("\"atMicros\":1796040000123456", "\"role\":\"VIEWER\"", "\"action\":\"MEMBER_CHANGED\"")
                .doesNotContain("Paula", "192.0.2.7", "Firefox");
        assertThat(personal(object)).containsExactlyInAnyOrder("Paula", "Paula Personal", "192.0.2.7", "Firefox");
    }

    @Test
    void doesNotTellByItsDigestsThatTwoValuesAreTheSame() {
        UUID object = record(Map.of("a", new PersonalValue(PAULA, "Paula"), "b", new PersonalValue(PAULA, "Paula")));

        assertThat(personal(object)).filteredOn("Paula"::equals).hasSize(2);
    }

    @Test
    void recordsNothingOfWhatChangesNothing() {
        Map<String, Object> same = new HashMap<>(Map.of("name", new PersonalValue(PAULA, "Paula")));
        same.put("cap", null);
        UUID object = UUID.randomUUID();
        AUTHOR.record(
                sql(), NOW, AuditEvent.of(AuditAction.MEMBER_CHANGED, "member", object, same, new HashMap<>(same)));

        assertThat(lines(object)).isZero();
    }

    @Test
    void isThereOnlyWithTheChangeInWhoseTransactionItIs() {
        UUID object = UUID.randomUUID();
        assertThatThrownBy(() -> sql().together(sql -> {
                    AUTHOR.record(
                            sql, NOW, AuditEvent.of(AuditAction.MEMBER_REMOVED, "member", object, Map.of(), null));
                    throw new IllegalStateException("the change fails");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(lines(object)).isZero();
    }

    @Test
    void linksEachLineOnceThoughSeveralServersDoSo() throws InterruptedException {
        linkAll();
        long linkedBefore = links();
        for (int line = 0; line < 40; line++) {
            record(Map.of("number", line));
        }

        Crowd.of(4, number -> {
            for (int round = 0; round < 20; round++) {
                AuditChain.link(sql(), 3);
            }
            return null;
        });

        AuditChain.link(sql(), 1_000);
        assertThat(links()).isEqualTo(linkedBefore + 40);
    }

    @Test
    void leavesTheChainWholeWhenPersonalValuesAreErased() {
        UUID object = record(Map.of("displayName", new PersonalValue(PAULA, "Paula")));
        AuditChain.link(sql(), 1_000);

        sql().update("DELETE FROM audit_personal WHERE person_id = ?", PAULA);

        assertThat(personal(object)).isEmpty();
        assertThat(content(object)).contains("digest");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_line SET content = content",
                "DELETE FROM audit_line",
                "TRUNCATE audit_line CASCADE",
                "UPDATE audit_link SET hash = hash",
                "DELETE FROM audit_link",
                "TRUNCATE audit_link",
                "UPDATE audit_personal SET value = 'other'",
                "TRUNCATE audit_personal"
            })
    void areNotChangedByTheApplicationsRole(String change) {
        record(Map.of("number", 1));
        AuditChain.link(sql(), 1_000);

        assertThatThrownBy(() -> database.execute(change)).hasMessageContaining("append-only");
    }

    private UUID record(Map<String, Object> after) {
        UUID object = UUID.randomUUID();
        AUTHOR.record(sql(), NOW, AuditEvent.of(AuditAction.MEMBER_CHANGED, "member", object, null, after));
        return object;
    }

    private Sql sql() {
        return Sql.on(pool);
    }

    private long links() {
        return sql().first("SELECT count(*) FROM audit_link", row -> row.getLong(1))
                .orElseThrow();
    }

    private long lines(UUID object) {
        return sql().first(
                        "SELECT count(*) FROM audit_line WHERE object_id = ?", row -> row.getLong(1), object.toString())
                .orElseThrow();
    }

    private String content(UUID object) {
        return sql().first(
                        "SELECT content FROM audit_line WHERE object_id = ?",
                        row -> row.getString("content"),
                        object.toString())
                .orElseThrow();
    }

    private List<String> personal(UUID object) {
        return sql().list(
                        "SELECT value FROM audit_personal JOIN audit_line ON id = line_id WHERE object_id = ?",
                        row -> row.getString("value"),
                        object.toString());
    }
}
