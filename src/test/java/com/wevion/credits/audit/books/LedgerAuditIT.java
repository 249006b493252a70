package com.wevion.credits.audit.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** Every server shows the result of the latest audit: in its readiness and in its metrics. */
@WithService
class LedgerAuditIT {
    private final LocalService service;
    private final Api nobody;

    LedgerAuditIT(LocalService service) {
        this.service = service;
        this.nobody = Api.nobody(service);
    }

    @Test
    void aViolationIsAnAlertAndAReadinessDetailButNoOutage() throws SQLException {
        found("2999-01-01T00:00:00Z", "[{\"check\":\"zero_sum\",\"detail\":\"kind CREDITS\"}]", "NULL");

        assertThat(readiness()).contains("\"ledger-audit\"", "\"VIOLATED\"", "2999-01-01T00:00:00Z");
        assertThat(nobody.send("GET", "/health/ready", null).status()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(violationsMetric()).isEqualTo("1"));

        found("2999-01-02T00:00:00Z", "[]", "'not compared: Stripe is away'");

        assertThat(readiness()).contains("\"HOLDS\"", "not compared: Stripe is away");
        await().untilAsserted(() -> assertThat(violationsMetric()).isEqualTo("0"));
    }

    @Test
    void theDeployedApplicationHasEveryCheck() throws IOException {
        try (ZipFile war = new ZipFile("target/credits.war")) {
            assertThat(war.stream().map(entry -> entry.getName()))
                    .containsAll(LedgerInvariants.NAMES.stream()
                            .map(name -> "WEB-INF/classes/db/checks/" + name + ".sql")
                            .toList());
        }
    }

    private String readiness() {
        return nobody.send("GET", "/health/ready", null).body();
    }

    private String violationsMetric() {
        return nobody.send("GET", "/metrics", null)
                .body()
                .lines()
                .filter(line -> line.startsWith("credits_audit_violations"))
                .map(line -> line.replaceFirst(".* ", "").replaceFirst("\\.0$", ""))
                .findFirst()
                .orElse("none");
    }

    private void found(String endedAt, String violations, String notCompared) throws SQLException {
        try (Connection connection = DriverManager.getConnection(service.databaseUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO reconciliation_audit VALUES (gen_random_uuid(), '" + endedAt + "', 1, 1, 0, "
                    + notCompared + ", '" + violations + "', NULL)");
        }
    }
}
