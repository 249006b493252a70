package com.wevion.credits.handbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The statements of the handbook about itself and the project, checked without running anything. */
class DocsTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern CLASS = Pattern.compile("[a-z]+(?:/[a-z]+)*/[A-Z]\\w+");
    private static final Pattern FILE = Pattern.compile("(?:src|sql|docs|server-config|findings|\\.ci)/[^…<>*]*");
    private static final Pattern SETTING = Pattern.compile("(?:credits(?:\\.[a-z]+)+|CREDITS(?:_[A-Z]+)+)");
    private static final Pattern OPTION = Pattern.compile("--[a-z]+");
    /** Queues, archives, and what a script reads. */
    private static final Set<String> NO_SETTINGS = Set.of(
            "credits.jobs.requested",
            "credits.jobs.completed",
            "credits.jobs.cancelled",
            "credits.dead",
            "credits.war",
            "CREDITS_RESTORE_KEEP",
            "CREDITS_DB_PASSWORD_FILE",
            "CREDITS_URL",
            "CREDITS_TOKEN",
            "CREDITS_RETENTION_ROWS",
            "CREDITS_RETENTION_PAUSE");

    private static final Set<String> LANGUAGES = Set.of("sh", "json", "text", "sql", "html", "js");

    private final List<Page> pages = Page.all();

    @Test
    void saysWhyCommandsAreNotRun() {
        Map<String, Long> reasons = pages.stream()
                .flatMap(page -> page.blocks().stream())
                .filter(block -> block.notRun() != null)
                .collect(Collectors.groupingBy(Block::notRun, TreeMap::new, Collectors.counting()));
        assertThat(reasons)
                .isEqualTo(Map.ofEntries(
                        Map.entry("the build itself; .ci/run runs it", 2L),
                        Map.entry("the build itself; .ci/run runs it, the profiles take long", 1L),
                        Map.entry(
                                "starts a server; dev/PayaraMicro starts every server of the tests with this script",
                                1L),
                        Map.entry("needs the full Payara Server; PayaraServerIT follows these steps with -Plong", 4L),
                        Map.entry("needs an installed PostgreSQL; RestoreIT and RestoreRehearsalTest do it", 1L),
                        Map.entry("MigrateIT runs the program", 1L),
                        Map.entry("settings of a server, with names to fill in", 5L),
                        Map.entry("deletes what is old; tests run the script on databases of their own", 1L),
                        Map.entry("needs a superuser; ApplicationRoleTest runs the script", 1L),
                        Map.entry("needs a scanner and its database of advisories", 1L),
                        Map.entry("there is no break to be named", 1L)));
    }

    @Test
    void everyBlockIsOfAKnownLanguage() {
        assertThat(pages.stream()
                        .flatMap(page -> page.blocks().stream())
                        .filter(block -> !LANGUAGES.contains(block.language())))
                .isEmpty();
        assertThat(pages.stream()
                        .filter(page -> page.text()
                                        .lines()
                                        .filter(line -> line.startsWith("```"))
                                        .count()
                                != 2 * blocks(page)))
                .as("pages with fences that are not understood")
                .isEmpty();
    }

    private static long blocks(Page page) {
        return page.blocks().stream()
                .mapToInt(block -> block.answer() == null ? 1 : 2)
                .sum();
    }

    @Test
    void linksLeadSomewhere() {
        for (Page page : pages) {
            LINK.matcher(page.text())
                    .results()
                    .map(link -> link.group(1))
                    .filter(link -> !link.startsWith("http"))
                    .forEach(link -> assertThat(leads(page, link))
                            .as(page.path() + ": " + link)
                            .isTrue());
        }
    }

    private static boolean leads(Page page, String link) {
        String[] parts = (link + "# ").split("#");
        Path folder = page.path().toAbsolutePath().getParent();
        Path target =
                parts[0].isEmpty() ? page.path() : folder.resolve(parts[0]).normalize();
        return Files.exists(target) && (parts[1].isBlank() || anchors(target).contains(parts[1]));
    }

    /** The anchors of a page's headings, as GitHub makes them. */
    private static Set<String> anchors(Path page) {
        return HEADING.matcher(read(page))
                .results()
                .map(heading -> heading.group(1).toLowerCase(java.util.Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\w -]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    @Test
    void everyPageIsListed() {
        String list = read(Path.of("docs/README.md"));
        assertThat(pages.stream()
                        .filter(page -> page.path().startsWith("docs"))
                        .map(page -> page.path().getFileName().toString())
                        .filter(name -> !name.equals("README.md") && !list.contains("(" + name + ")")))
                .isEmpty();
    }

    @Test
    void classesFilesAndSettingsAreThere() throws IOException {
        String settings = read(Path.of("server-config/settings.properties"));
        Set<String> sources;
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            sources = files.map(Path::toString).collect(Collectors.toSet());
        }
        assertThat(named(CLASS, name -> sources.stream().noneMatch(file -> file.endsWith("/" + name + ".java"))))
                .isEmpty();
        assertThat(named(FILE, name -> !Files.exists(Path.of(name)))).isEmpty();
        assertThat(named(SETTING, name -> !isSetting(name, settings))).isEmpty();
    }

    private Set<String> named(Pattern pattern, Predicate<String> wrong) {
        return pages.stream()
                .flatMap(page -> CODE.matcher(page.text()).results().map(code -> page.path() + ": " + code.group(1)))
                .filter(found -> pattern.matcher(code(found)).matches() && wrong.test(code(found)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String code(String found) {
        return found.substring(found.indexOf(": ") + 2);
    }

    private static boolean isSetting(String name, String settings) {
        String property = name.toLowerCase(java.util.Locale.ROOT).replace('_', '.');
        return NO_SETTINGS.contains(name) || ("\n" + settings).contains("\n" + property + "=");
    }

    /** The commands of the page that start a server are those by which the tests do. */
    @Test
    void serversAreStartedAsPrinted() {
        String page = read(Path.of("docs/deployment.md"));
        String micro = page.substring(page.indexOf("## Payara Micro"), page.indexOf("## Payara Server"));
        String full = page.substring(page.indexOf("## Payara Server"), page.indexOf("## Database"));
        assertThat(commands(micro)).contains("payara-micro/start.sh");
        assertThat(read(source("dev/PayaraMicro.java"))).contains("configuration(\"start.sh\")");
        String server = read(source("dev/PayaraServer.java"));
        assertThat(options(commands(full)))
                .isNotEmpty()
                .allSatisfy(option -> assertThat(server).contains(option));
    }

    private static String commands(String text) {
        return Pattern.compile("(?s)```sh\\n(.*?)```")
                .matcher(text)
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining());
    }

    private static Set<String> options(String text) {
        return OPTION.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Path source(String name) {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(path -> path.endsWith(name)).findFirst().orElseGet(() -> fail("There is no " + name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
