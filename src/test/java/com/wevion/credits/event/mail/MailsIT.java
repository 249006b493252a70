package com.wevion.credits.event.mail;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.MailServer;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** People are told of events by mail. The threshold of the balance is 100 credits. */
@WithService(setsClock = true)
class MailsIT {
    private static final List<String> BALANCE = List.of("balance.low", "balance.empty", "balance.recovered");
    private static final Duration HOUR = Duration.ofHours(1);

    private final LocalService service;
    private final TestTeam team;
    private final MailServer server = new MailServer();
    private final String address = "olga-" + UUID.randomUUID() + "@example.com";

    MailsIT(LocalService service) {
        this.service = service;
        team = TestTeam.withCredits(service, "1000");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void tellOfAnEmptyBalanceInTheReadersLanguageOnceTheAddressIsConfirmed() {
        Api admin = team.member("ADMIN");
        String other = "adam-" + UUID.randomUUID() + "@example.com";
        wants(team.owner(), address, "en");
        wants(admin, other, "de");
        team.adjust("CREDITS", "-950");
        confirm(address);
        confirm(other);
        team.adjust("CREDITS", "-50");
        within().until(() -> server.to(address).size() == 2 && server.to(other).size() == 2);

        MailServer.Received english = server.to(address).get(1);
        assertThat(english.subject()).endsWith(": No credits are left");
        assertThat(english.part("text/plain"))
                .contains("No credits are left", "is refused until there are new ones.")
                .doesNotContain("is low");
        assertThat(english.part("text/html")).contains("<strong>No credits are left</strong>");
        assertThat(english.header("Content-Language")).isEqualTo("en");
        assertThat(english.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(server.to(other).get(1).subject()).endsWith(": Das Guthaben ist aufgebraucht");
        assertThat(server.to(other).get(1).part("text/plain")).contains("wird abgelehnt, bis es neue gibt.");
    }

    @Test
    void comeOnceAnHourWithWhatHappenedMeanwhile() {
        wantsAndConfirms();
        team.adjust("CREDITS", "-950");
        within().until(() -> server.to(address).size() == 2);
        for (int i = 0; i < 5; i++) {
            team.adjust("CREDITS", "950");
            events("balance.recovered", i + 1);
            team.adjust("CREDITS", "-950");
            events("balance.low", i + 2);
        }
        assertThat(server.to(address)).hasSize(2);

        advance(HOUR);

        within().until(() -> server.to(address).size() == 3);
        assertThat(server.to(address).get(2).subject()).endsWith(": 10 events");
        assertThat(told("The balance is low")).isEqualTo(6);
        assertThat(told("The balance has recovered")).isEqualTo(5);
    }

    @Test
    void endWithTheLinkThatEachOfThemHas() {
        wantsAndConfirms();
        team.adjust("CREDITS", "-950");
        within().until(() -> server.to(address).size() == 2);
        String link = server.to(address).get(1).header("List-Unsubscribe");
        String path = link.replaceAll("^<https://credits.example.com/api/v1|>$", "");
        assertThat(path).endsWith(server.to(address).get(1).token());

        Api.Answer page = Api.nobody(service).get(path);
        assertThat(page.status()).isEqualTo(303);
        assertThat(page.headers().firstValue("Location"))
                .hasValue("https://credits.example.com/mail.html#unsubscribe."
                        + server.to(address).get(1).token());
        assertThat(kept().text("address")).isEqualTo(address);
        assertThat(oneClick(path)).isEqualTo(200);

        assertThat(kept().text("address")).isNull();
        assertThat(Api.nobody(service).post(path, null).status()).isEqualTo(404);
        assertThat(numbers("SELECT count(*) FROM mail_receiver WHERE address = ?", address))
                .isZero();
    }

    @Test
    void areNotSentToThoseWhoHaveLeftOrMayNotSeeItAnyMore() {
        Api manager = team.member("MANAGER");
        Api finance = team.member("FINANCE");
        List<String> types = List.of("purchase.credited", "balance.low");
        wants(manager, "left-" + address, "en", types);
        wants(finance, "viewer-" + address, "en", types);
        wants(team.owner(), address, "en", types);
        List.of("left-" + address, "viewer-" + address, address).forEach(this::confirm);
        ok(team.owner().delete(team.path("/members/" + manager.userId())));
        ok(team.owner().put(team.path("/members/" + finance.userId()), Map.of("role", "VIEWER")));
        team.adjust("CREDITS", "-950");

        within().until(() ->
                server.to(address).size() == 2 && server.to("viewer-" + address).size() == 2);
        within().until(() -> numbers(
                        "SELECT count(*) FROM mail_item i JOIN mail_receiver r ON r.id = i.receiver_id WHERE r.address LIKE '%' || ?"
                                + " AND i.state = 'WAITING'",
                        address)
                == 0);
        assertThat(server.to("left-" + address)).hasSize(1);
        assertThat(finance.get(team.path("/mails")).body()).doesNotContain("\"purchase.credited\",\"");
    }

    @Test
    void areSentWhenTheMailServerIsBackAndOnlyOnce() {
        wantsAndConfirms();
        server.stop();
        team.adjust("CREDITS", "-950");
        within().until(() -> numbers("SELECT attempts FROM mailbox WHERE address = ?", address) == 1);
        within().until(() ->
                numbers("SELECT count(*) FROM mailbox WHERE address = ? AND lease_until = '-infinity'", address) == 1);
        server.start();
        team.adjust("CREDITS", "950");
        events("balance.recovered", 1);

        advance(Duration.ofMinutes(2));

        within().until(() -> told("The balance is low") == 1);
        advance(HOUR);
        within().until(() -> told("The balance has recovered") == 1);
        assertThat(told("The balance is low")).isEqualTo(1);
        assertThat(Api.nobody(service)
                        .through(service.managementUrl())
                        .send("GET", "/metrics", null)
                        .body())
                .containsPattern("credits_mails_total\\{outcome=\"FAILED\"} [1-9]")
                .containsPattern("credits_mails_total\\{outcome=\"SENT\"} [1-9]")
                .contains("credits_mails_total{outcome=\"REFUSED\"} 0");
    }

    @Test
    void areForgottenWithThePersonWhoIsErased() {
        Api manager = team.member("MANAGER");
        wants(manager, address, "en");
        String person = "/people/" + manager.userId() + "/personal-data";
        assertThat(ok(Api.superAdmin(service).get(person)).text("mails.0.address"))
                .isEqualTo(address);
        ok(team.owner().delete(team.path("/members/" + manager.userId())));

        ok(Api.superAdmin(service).delete(person));

        assertThat(ok(Api.superAdmin(service).get(person)).body()).doesNotContain(address);
        assertThat(numbers("SELECT count(*) FROM mailbox WHERE address = ?", address))
                .isZero();
    }

    @Test
    @Tag("long")
    void areNoMoreThanOneAnHourInADayOfCrossings() {
        wantsAndConfirms();
        for (int hour = 0; hour < 24; hour++) {
            for (int i = 0; i < 3; i++) {
                team.adjust("CREDITS", "-950");
                events("balance.low", 3 * hour + i + 1);
                team.adjust("CREDITS", "950");
                events("balance.recovered", 3 * hour + i + 1);
            }
            int sent = server.to(address).size();
            advance(HOUR);
            within().until(() -> server.to(address).size() > sent);
        }
        within().until(() -> told("The balance is low") == 72 && told("The balance has recovered") == 72);

        System.out.println(
                "Mails of a day with 144 events: " + (server.to(address).size() - 1));
        assertThat(server.to(address).size() - 1).isBetween(24, 25);
    }

    private void wantsAndConfirms() {
        wants(team.owner(), address, "en");
        confirm(address);
    }

    private void wants(Api member, String where, String language) {
        wants(member, where, language, BALANCE);
    }

    private void wants(Api member, String where, String language, List<String> types) {
        Api.Answer answer =
                ok(member.put(team.path("/mails"), Map.of("address", where, "language", language, "types", types)));
        assertThat(answer.text("confirmedAt")).isNull();
    }

    private void confirm(String where) {
        within().until(() -> server.to(where).size() == 1);
        String token = server.to(where).get(0).token();
        assertThat(ok(Api.nobody(service).post("/mail-links/" + token, null)).text("did"))
                .isEqualTo("CONFIRM");
    }

    /** As mail programs do it (RFC 8058). */
    private int oneClick(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(service.baseUrl() + "/api/v1" + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Api.Answer kept() {
        return ok(team.owner().get(team.path("/mails")));
    }

    /** The number of times that the mails have told it. */
    private int told(String title) {
        List<String> lines = new ArrayList<>();
        server.to(address).stream()
                .filter(mail -> mail.header("List-Unsubscribe") != null)
                .forEach(mail -> mail.part("text/plain").lines().forEach(lines::add));
        return Collections.frequency(lines, title);
    }

    private void events(String type, int count) {
        within().until(() -> numbers(
                        "SELECT count(*) FROM event WHERE type = ? AND team_id = ?::uuid",
                        type,
                        team.id().toString())
                == count);
    }

    private void advance(Duration duration) {
        Instant now = Instant.parse(ok(Api.nobody(service).get("/dev/clock")).text("at"));
        service.setClock(now.plus(duration));
    }

    private long numbers(String query, String... parameters) {
        try (Connection connection = DriverManager.getConnection(service.databaseUrl());
                PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ConditionFactory within() {
        return await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(50));
    }
}
