package com.wevion.credits;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.Chat;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.MonthEnd;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.Video;
import com.wevion.credits.dev.WithService;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A month and a year end on a running service: each side of midnight has its own lines, in every view and export. */
@WithService(setsClock = true)
class MonthEndExportsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalService service;
    private final Api admin;

    MonthEndExportsIT(LocalService service) {
        this.service = service;
        this.admin = Api.superAdmin(service);
    }

    private static List<JsonNode> items(Answer answer) {
        return StreamSupport.stream(ok(answer).json().path("items").spliterator(), false)
                .toList();
    }

    private String beginsToBuy(TestTeam team) {
        String url = ok(team.owner().post(team.path("/purchases"), Map.of("package", "STARTER")))
                .text("checkoutUrl");
        return url.substring(url.lastIndexOf('/') + 1).replaceFirst("[?#].*", "");
    }

    private void pays(TestTeam team, String session, String balance) {
        service.stripe().pay(session);
        awaitCredits(team, balance);
    }

    private static void awaitCredits(TestTeam team, String balance) {
        await().atMost(PATIENCE).until(() -> team.balance("credits.balance"), balance::equals);
    }

    private void chats(TestTeam team) {
        String message = ok(Chat.admit(team.owner(), team)).text("messageId");
        ok(Chat.succeed(Api.host(service), team, message, 2_000, 1_000));
    }

    private static List<CSVRecord> focus(TestTeam team, YearMonth month) {
        String csv = ok(team.owner().get(team.path("/focus?month=" + month), "Accept", "text/csv"))
                .body();
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (var reader = format.parse(new StringReader(csv))) {
            List<CSVRecord> rows = reader.getRecords();
            Instant begin = month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            Instant end =
                    month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            assertThat(rows).allSatisfy(row -> {
                assertThat(row.get("BillingPeriodStart")).isEqualTo(begin.toString());
                assertThat(row.get("BillingPeriodEnd")).isEqualTo(end.toString());
                assertThat(Instant.parse(row.get("ChargePeriodStart"))).isBetween(begin, end.minusSeconds(1));
            });
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BigDecimal sum(List<CSVRecord> rows, String account) {
        return rows.stream()
                .filter(row -> row.get("x_Account").equals(account))
                .map(row -> new BigDecimal(row.get("x_Amount")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<String> usage(TestTeam team, String query) {
        return items(team.owner().get(team.path("/usage?groupBy=day" + query))).stream()
                .map(sum -> sum.path("key").asText() + " "
                        + sum.path("account").asText() + " "
                        + sum.path("amount").asText())
                .sorted()
                .toList();
    }

    private List<String> margins(MonthEnd end) {
        String days = "from=%s&to=%s".formatted(end.oldDay(), end.newDay().plusDays(1));
        return items(admin.get("/margins?groupBy=day&" + days)).stream()
                .map(sum -> sum.path("day").asText() + " "
                        + sum.path("service").asText() + " "
                        + sum.path("charged").asText())
                .sorted()
                .toList();
    }

    private static void splitsItsHistory(TestTeam team, String at) {
        assertThat(items(team.owner().get(team.path("/transactions?to=" + at))))
                .extracting(line -> line.path("type").asText())
                .containsExactlyInAnyOrder("PURCHASE", "USAGE", "USAGE");
        assertThat(items(team.owner().get(team.path("/transactions?from=" + at))))
                .extracting(line -> line.path("type").asText())
                .containsExactlyInAnyOrder("PURCHASE", "CLAWBACK", "USAGE", "USAGE");
    }

    @ParameterizedTest
    @EnumSource
    void tellsOfEachMonthWhatIsItsOwnAndBothAddUp(MonthEnd.Which which) {
        MonthEnd end = MonthEnd.before(service, which);
        TestTeam team = TestTeam.paid(service);
        String bought = beginsToBuy(team);
        pays(team, bought, "5000");
        chats(team);
        Video.charged(service, team.owner(), team);
        String paidInTheNewMonth = beginsToBuy(team);
        String reportedInTheNewMonth = ok(Video.order(team.owner(), team)).text("jobId");

        end.pass();
        pays(team, paidInTheNewMonth, "9937");
        chats(team);
        Instant done = end.midnight().minusSeconds(1);
        ok(Video.deliver(service, reportedInTheNewMonth, Map.of("completedAt", done.toString())));
        service.stripe()
                .refund(service.stripe().session(bought).path("payment_intent").asText(), 100);
        awaitCredits(team, "8874");

        List<CSVRecord> before = focus(team, end.oldMonth());
        List<CSVRecord> after = focus(team, end.newMonth());
        assertThat(sum(before, "CREDITS")).isEqualByComparingTo("4937");
        assertThat(sum(after, "CREDITS")).isEqualByComparingTo("3937");
        assertThat(sum(before, "CREATIVE")).isEqualByComparingTo("-0.7");
        assertThat(sum(after, "CREATIVE")).isEqualByComparingTo("-0.7");
        assertThat(after.stream()
                        .filter(row -> row.get("ChargeClass").equals("Correction"))
                        .map(row -> row.get("x_EntryType")))
                .containsExactly("CLAWBACK");
        splitsItsHistory(team, end.midnight().toString());
        splitsItsHistory(team, end.newDay().toString());
        String oldDay = end.oldDay().toString();
        String newDay = end.newDay().toString();
        assertThat(usage(team, ""))
                .containsExactly(
                        oldDay + " CREATIVE 0.7",
                        oldDay + " CREDITS 63",
                        newDay + " CREATIVE 0.7",
                        newDay + " CREDITS 63");
        assertThat(usage(team, "&to=" + newDay)).containsExactly(oldDay + " CREATIVE 0.7", oldDay + " CREDITS 63");
        assertThat(margins(end))
                .as("the provider did both videos before midnight")
                .containsExactly(oldDay + " CHAT 0.063", oldDay + " VIDEO 1.4", newDay + " CHAT 0.063");
    }
}
