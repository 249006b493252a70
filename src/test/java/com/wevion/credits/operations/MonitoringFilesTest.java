package com.wevion.credits.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * The alerts and the dashboard: they ask for metrics that exist, and somebody can find out what an alert means.
 *
 * <p>The system property {@code credits.test.promtool} names Prometheus' program for its rules, {@code /usr/bin/promtool} by default,
 * of Debian's package prometheus. What needs it is skipped without it, or fails if {@code credits.test.promtool.required} is true.
 */
class MonitoringFilesTest {
    private static final Path FOLDER = Path.of("server-config/monitoring");
    private static final String PROGRAM = System.getProperty("credits.test.promtool", "/usr/bin/promtool");
    private static final Pattern METRIC = Pattern.compile("\\bcredits_\\w+");
    private static final Pattern PART = Pattern.compile("_(?:bucket|count|sum|max)$");
    private static final Set<String> SEVERITIES = Set.of("critical", "warning", "info");

    private final JsonNode rules = alerts();

    private static JsonNode alerts() {
        try {
            return new YAMLMapper()
                    .readTree(FOLDER.resolve("alerts.yml").toFile())
                    .at("/groups/0/rules");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static boolean hasPromtool() {
        return Files.isExecutable(Path.of(PROGRAM)) || Boolean.getBoolean("credits.test.promtool.required");
    }

    @Test
    @EnabledIf(value = "hasPromtool", disabledReason = "needs promtool: apt-get install prometheus")
    void prometheusTakesTheRules() throws IOException, InterruptedException {
        assertThat(promtool("check", "rules", "alerts.yml")).contains("SUCCESS: " + rules.size() + " rules found");
    }

    @Test
    @EnabledIf(value = "hasPromtool", disabledReason = "needs promtool: apt-get install prometheus")
    void alertsFireWhenTheyShouldAndAreSilentOtherwise() throws IOException, InterruptedException {
        assertThat(promtool("test", "rules", "alerts_test.yml")).contains("SUCCESS");
    }

    private static String promtool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(PROGRAM));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    @Test
    void eachAlertIsTestedWhereItFiresAndWhereItDoesNot() throws IOException {
        JsonNode tests = new YAMLMapper()
                .readTree(FOLDER.resolve("alerts_test.yml").toFile())
                .path("tests");
        List<String> expected = new ArrayList<>();
        rules.forEach(rule -> {
            expected.add(name(rule) + " fires");
            expected.add(name(rule) + " is silent");
        });

        List<String> tested = new ArrayList<>();
        tests.forEach(test -> {
            tested.add(test.path("name").asText());
            JsonNode asked = test.at("/promql_expr_test/0");
            assertThat(asked.path("expr").asText())
                    .contains("\"" + test.path("name").asText().split(" ")[0] + "\"");
            assertThat(asked.path("exp_samples").isEmpty())
                    .isEqualTo(test.path("name").asText().endsWith(" is silent"));
        });

        assertThat(tested).containsExactlyElementsOf(expected);
    }

    @Test
    void eachAlertSaysHowBadItIsAndLeadsToItsParagraph() throws IOException {
        String page = Files.readString(DocumentedMetrics.PAGE);

        assertThat(rules).isNotEmpty().allSatisfy(rule -> {
            assertThat(SEVERITIES).contains(rule.at("/labels/severity").asText());
            assertThat(rule.path("for").asText()).matches("\\d+m");
            assertThat(rule.at("/annotations/summary").asText()).endsWith(".");
            assertThat(rule.at("/annotations/runbook_url").asText())
                    .isEqualTo("docs/operation.md#" + name(rule).toLowerCase(java.util.Locale.ROOT));
            assertThat(page).containsPattern("(?m)^### " + name(rule) + "\\n\\n\\S");
        });
    }

    @Test
    void noParagraphIsAboutAnAlertThatDoesNotExist() throws IOException {
        Set<String> alerts = new TreeSet<>();
        rules.forEach(rule -> alerts.add(name(rule)));

        assertThat(Pattern.compile("(?m)^### (Credits\\w+)$")
                        .matcher(Files.readString(DocumentedMetrics.PAGE))
                        .results()
                        .map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(alerts);
    }

    @Test
    void theRulesAskForMetricsThatExist() {
        assertThat(rules)
                .allSatisfy(rule -> assertThat(DocumentedMetrics.names())
                        .containsAll(metrics(rule.path("expr").asText())));
    }

    @Test
    void theDashboardAsksForMetricsThatExistAndLeavesNoneOut() throws IOException {
        JsonNode panels = new ObjectMapper()
                .readTree(FOLDER.resolve("dashboard.json").toFile())
                .path("panels");
        Set<String> asked = new TreeSet<>();
        panels.forEach(panel -> panel.path("targets")
                .forEach(target -> asked.addAll(metrics(target.path("expr").asText()))));
        rules.forEach(rule -> asked.addAll(metrics(rule.path("expr").asText())));

        Set<String> shown = new TreeSet<>(DocumentedMetrics.names());
        shown.remove("credits_pool_connections_free");
        assertThat(asked).isEqualTo(shown);
    }

    private static String name(JsonNode rule) {
        return rule.path("alert").asText();
    }

    private static Set<String> metrics(String expression) {
        Set<String> names = new TreeSet<>();
        METRIC.matcher(expression)
                .results()
                .map(found -> PART.matcher(found.group()).replaceFirst(""))
                .forEach(names::add);
        return names;
    }
}
