package com.wevion.credits.trail;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.Crowd;
import com.wevion.credits.dev.LedgerChecks;
import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.platform.database.Sql;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The settings of starts in the audit log. */
class SettingsAtStartTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final String CEILING = "credits.team.creative.ceiling.usd";
    private static final String KEY = "credits.stripe.api.key";

    private ScratchDatabase database;
    private HikariDataSource pool;

    @BeforeEach
    void open() {
        database = ScratchDatabase.migrated();
        pool = database.pool();
    }

    @AfterEach
    void close() {
        AuditChain.link(Sql.on(pool), 100);
        assertThat(LedgerChecks.violations(database.url())).isEmpty();
        pool.close();
        database.drop();
    }

    private void start(Map<String, String> values, Map<String, String> secrets) {
        SettingsAtStart.record(Sql.on(pool), NOW, new EffectiveSettings(values, secrets));
    }

    private void start(String ceiling) {
        start(Map.of(CEILING, ceiling, "credits.keys.max", "20"), Map.of());
    }

    private List<String> lines() {
        return Sql.on(pool)
                .list(
                        "SELECT concat_ws(' ', content ->> 'by', content -> 'before', content -> 'after') AS line"
                                + " FROM audit_line WHERE action = 'SETTINGS_AT_START' ORDER BY id",
                        row -> row.getString("line"));
    }

    @Test
    void theFirstStartRecordsAllAndALaterOneWhatDiffers() {
        start("10000");
        start("10000");
        start("50");
        start("50");
        start("10000");

        assertThat(lines())
                .containsExactly(
                        "PLATFORM null {\"credits.keys.max\":\"20\",\"" + CEILING + "\":\"10000\"}",
                        "PLATFORM {\"" + CEILING + "\":\"10000\"} {\"" + CEILING + "\":\"50\"}",
                        "PLATFORM {\"" + CEILING + "\":\"50\"} {\"" + CEILING + "\":\"10000\"}");
    }

    @Test
    void settingsThatComeAndGoAreRecorded() {
        start(Map.of("credits.issuers.people.audience", "a"), Map.of());
        start(Map.of(CEILING, "1"), Map.of());
        start(Map.of(CEILING, "1"), Map.of());

        assertThat(lines())
                .hasSize(2)
                .last()
                .isEqualTo("PLATFORM {\"credits.issuers.people.audience\":\"a\",\"" + CEILING + "\":null}"
                        + " {\"credits.issuers.people.audience\":null,\"" + CEILING + "\":\"1\"}");
    }

    @Test
    void aSecretIsRecordedAsAnotherOneAndNeverItself() {
        start(Map.of(), Map.of(KEY, ""));
        start(Map.of(), Map.of(KEY, "sk_first"));
        start(Map.of(), Map.of(KEY, "sk_first"));
        start(Map.of(), Map.of(KEY, "sk_second"));
        start(Map.of(), Map.of(KEY, ""));

        assertThat(lines()).hasSize(4).noneMatch(line -> line.contains("sk_"));
        assertThat(lines().get(0)).isEqualTo("PLATFORM null {\"" + KEY + "\":\"\"}");
        String print = "\\{\"" + KEY + "\":\"fingerprint [0-9a-f]{32}-[0-9a-f]{16}\"}";
        assertThat(lines().get(2)).matches("PLATFORM " + print + " " + print);
        assertThat(lines().get(3)).matches("PLATFORM " + print + " \\{\"" + KEY + "\":\"\"}");
    }

    @Test
    void serversThatStartTogetherRecordTheirSettingsOnce() throws InterruptedException {
        Crowd.of(4, number -> {
            start(Map.of(CEILING, "50"), Map.of(KEY, "sk_first"));
            return number;
        });

        assertThat(lines()).hasSize(1);
    }

    @Test
    void secretsAndWhatMayDifferBetweenServersAreNotAmongTheValues() {
        Map<String, String> configured = Map.of(
                CEILING,
                "50",
                KEY,
                "sk_first",
                "credits.issuers",
                "people, workers",
                "credits.issuers.workers.audience",
                "credits");

        EffectiveSettings settings = EffectiveSettings.of(name -> Optional.ofNullable(configured.get(name)));

        assertThat(settings.values())
                .containsEntry(CEILING, "50")
                .containsEntry("credits.issuers.workers.audience", "credits")
                .containsKeys("credits.billing.due.days", "credits.issuer.audience")
                .doesNotContainKeys(
                        KEY,
                        "credits.issuers.people.audience",
                        "credits.http.port",
                        "credits.db.password",
                        "credits.checkpoint.key.file",
                        "credits.reconciliation.inbox");
        assertThat(settings.secrets())
                .containsOnlyKeys(
                        "credits.mail.key",
                        "credits.mail.password",
                        "credits.openid.client.secret",
                        "credits.reconciliation.anthropic.api.key",
                        "credits.reconciliation.openai.api.key",
                        KEY,
                        "credits.stripe.webhook.secret",
                        "credits.webhooks.key")
                .containsEntry(KEY, "sk_first");
        assertThat(settings.toString()).doesNotContain("sk_first");
    }
}
