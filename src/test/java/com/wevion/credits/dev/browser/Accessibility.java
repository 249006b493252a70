package com.wevion.credits.dev.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The findings of axe-core that hinder people. All of its findings are in {@code target/axe/report.md}. */
public final class Accessibility {
    private static final Report REPORT = new Report(Path.of("target/axe/report.md"), "# What axe-core found\n");
    private static final Set<String> GRAVE = Set.of("serious", "critical");
    private static final List<Look> LOOKS =
            List.of(new Look(View.WIDE.width(), ColorScheme.LIGHT), new Look(View.NARROW.width(), ColorScheme.DARK));

    private Accessibility() {}

    /**
     * Looks at a page as it stands, shadow trees included: 1280 pixels light, and 390 pixels dark.
     *
     * @throws AssertionError if it finds something serious or critical
     */
    public static void check(Page page, String name) {
        List<String> grave = new ArrayList<>();
        for (Look look : LOOKS) {
            look.during(page, () -> grave.addAll(check(page, name, look)));
        }
        assertThat(grave)
                .as("serious and critical findings of axe-core on " + name)
                .isEmpty();
    }

    private static List<String> check(Page page, String name, Look look) {
        // Without other frames in the page the older way is the same, and opens no further page for it.
        AxeResults results = new AxeBuilder(page).setLegacyMode(true).analyze();
        assertThat(results.getErrorMessage()).isNull();
        assertThat(results.getPasses()).as("what axe-core looked at").isNotEmpty();
        List<Rule> violations = results.getViolations();
        REPORT.add("\n## %s, %d px, %s\n\n%d rules hold, %d violated, %d to be judged by eye.\n%s%s"
                .formatted(
                        name,
                        look.width(),
                        look.schemeName(),
                        results.getPasses().size(),
                        violations.size(),
                        results.getIncomplete().size(),
                        list("Violated", violations),
                        list("To be judged by eye", results.getIncomplete())));
        return violations.stream()
                .filter(rule -> GRAVE.contains(rule.getImpact()))
                .map(rule -> text(rule) + " at " + look.width() + " px, " + look.schemeName())
                .toList();
    }

    private static String list(String title, List<Rule> rules) {
        StringBuilder text = new StringBuilder();
        for (Rule rule : rules) {
            text.append("- ").append(text(rule)).append('\n');
        }
        return rules.isEmpty() ? "" : "\n" + title + ":\n\n" + text;
    }

    private static String text(Rule rule) {
        List<Object> places = new ArrayList<>();
        for (CheckedNode node : rule.getNodes()) {
            places.add(node.getTarget());
        }
        return rule.getImpact() + ": " + rule.getId() + ", " + rule.getHelp() + ": " + places;
    }
}
