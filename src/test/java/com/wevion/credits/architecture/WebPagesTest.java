package com.wevion.credits.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages work under a policy that lets no script or style in but their own files, and are built alike. */
class WebPagesTest {
    private static final Path FOLDER = Path.of("src/main/webapp");

    /** The pages as the build packs them. */
    private static final Path BUILT = Path.of("target/pages");

    private static final Path LOOK = FOLDER.resolve("shared/page.css");
    private static final Path LOOK_OF_WIDGETS = FOLDER.resolve("widgets/style.js");
    private static final Path REQUESTS = FOLDER.resolve("shared/request.js");

    /** Stands for what an engine would make: a picture's colours are its content. */
    private static final Path PICTURES = FOLDER.resolve("pages/playground/art.js");

    private static final int MAX_LINES = 300;
    private static final Pattern LONG_LINE = Pattern.compile("^.{141}");
    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"#]+)\"");
    private static final Pattern IMPORT = Pattern.compile(
            "(?:^(?:import|export)\\s(?:[^;'\"]*\\sfrom\\s+)?|import\\()['\"]([^'\"]+)['\"]", Pattern.MULTILINE);
    private static final Pattern ENTRY = Pattern.compile("<script type=\"module\" src=\"([^\"]+)\"></script>");
    private static final Pattern PRELOAD = Pattern.compile("<link rel=\"modulepreload\" href=\"([^\"]+)\" />");
    private static final Pattern MARKER = Pattern.compile("<!-- modulepreload: the build lists the modules here -->");
    private static final Pattern OF_WIDGETS = Pattern.compile("widgets/");
    private static final Pattern INLINE =
            Pattern.compile("<style|<script(?![^>]* src=)|\\son[a-z]+=|\\sstyle=|javascript:");
    private static final Pattern HTML_FROM_TEXT =
            Pattern.compile("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function");
    private static final Pattern ELSEWHERE = Pattern.compile("['\"(]\\s*(?:https?:)?//(?!www\\.w3\\.org/2000/svg)");
    private static final Pattern REQUEST = Pattern.compile("\\bfetch\\(|XMLHttpRequest|new EventSource|sendBeacon");
    private static final Pattern COLOUR =
            Pattern.compile("#[0-9a-fA-F]{3,8}\\b(?!-)|\\b(?:rgb|hsl|oklch|color-mix)a?\\(");
    private static final Pattern SHADES = Pattern.compile("light-dark\\([^)]+\\)");
    private static final List<Pattern> ONCE_ON_EACH_PAGE = Stream.of(
                    "<html lang=\"en\">",
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />",
                    "<title>[^<]+ – AI Credits</title>",
                    "<a class=\"skip\" href=\"#main\">",
                    "<main id=\"main\" tabindex=\"-1\">",
                    "<h1>[^<]+</h1>",
                    "<p id=\"message\" role=\"status\"></p>")
            .map(Pattern::compile)
            .toList();

    private final List<Source> pages = Source.below(".html", FOLDER);
    private final List<Source> scripts = Source.below(".js", FOLDER);
    private final List<Source> styles = Source.below(".css", FOLDER);

    @Test
    void pagesAllowNothingButTheirOwnFiles() {
        assertThat(pages).hasSizeGreaterThan(1).allSatisfy(page -> {
            assertThat(page.matching(INLINE)).isEmpty();
        });
        assertThat(matching(all(), ELSEWHERE)).isEmpty();
    }

    @Test
    void pagesHaveWhatPeopleAndBrowsersFindTheirWayBy() {
        assertThat(pages)
                .allSatisfy(page -> assertThat(ONCE_ON_EACH_PAGE)
                        .as(page.path().toString())
                        .allSatisfy(part -> assertThat(found(page, part)).hasSize(1)));
    }

    @Test
    void whatPagesAndScriptsReferToIsThere() {
        assertThat(pages.stream().flatMap(page -> referred(page, REFERENCE)))
                .isNotEmpty()
                .allMatch(Files::isRegularFile);
        assertThat(scripts.stream().flatMap(script -> referred(script, IMPORT)))
                .hasSizeGreaterThan(scripts.size())
                .allMatch(Files::isRegularFile);
    }

    /** Otherwise the browser learns of a module only when it has read the one that imports it. */
    @Test
    void theBuildListsTheModulesOfEachPage() {
        assertThat(pages).allSatisfy(page -> {
            Source built = new Source(
                    page.path(),
                    Source.read(BUILT.resolve(FOLDER.relativize(page.path()))).lines());
            Set<Path> needed = new TreeSet<>();
            List<Path> entries = referred(page, ENTRY).toList();
            entries.forEach(entry -> collect(entry, needed));
            entries.forEach(needed::remove);
            assertThat(referred(built, PRELOAD)).as(page.path().toString()).containsExactlyElementsOf(needed);
            assertThat(found(page, MARKER)).as(page.path().toString()).hasSize(1);
            assertThat(found(page, PRELOAD)).as(page.path().toString()).isEmpty();
        });
    }

    @Test
    void whatIsSharedDoesNotKnowTheWidgets() {
        assertThat(scripts.stream().filter(script -> script.path().startsWith(FOLDER.resolve("shared"))))
                .isNotEmpty()
                .allSatisfy(script -> assertThat(script.matching(OF_WIDGETS)).isEmpty());
    }

    @Test
    void noModuleIsWithoutUse() {
        Set<Path> used = new TreeSet<>();
        pages.forEach(page -> referred(page, ENTRY).forEach(entry -> collect(entry, used)));
        assertThat(scripts).extracting(Source::path).allMatch(used::contains);
    }

    @Test
    void oneModuleAsksTheServer() {
        assertThat(matching(scripts.stream().filter(script -> !script.path().equals(REQUESTS)), REQUEST))
                .isEmpty();
    }

    @Test
    void textIsNeverTakenForHtml() {
        assertThat(matching(scripts.stream(), HTML_FROM_TEXT)).isEmpty();
    }

    @Test
    void coloursAreSaidOnceForThePagesAndOnceForTheWidgets() {
        Set<Path> exempt = Set.of(LOOK, LOOK_OF_WIDGETS, PICTURES);
        assertThat(matching(all().filter(source -> !exempt.contains(source.path())), COLOUR))
                .isEmpty();
        assertThat(found(Source.read(LOOK), SHADES)).containsAll(found(Source.read(LOOK_OF_WIDGETS), SHADES));
    }

    @Test
    void filesAreShort() {
        assertThat(Stream.concat(scripts.stream(), styles.stream()))
                .allMatch(source -> source.lines().size() <= MAX_LINES);
    }

    @Test
    void linesAreShort() {
        assertThat(matching(all(), LONG_LINE)).isEmpty();
    }

    private Stream<Source> all() {
        return Stream.of(pages, scripts, styles).flatMap(List::stream);
    }

    private static Stream<String> matching(Stream<Source> sources, Pattern pattern) {
        return sources.flatMap(source -> source.matching(pattern));
    }

    /** A module and all that it imports, those that are imported by them too. */
    private static void collect(Path module, Set<Path> known) {
        if (known.add(module)) {
            referred(Source.read(module), IMPORT).forEach(imported -> collect(imported, known));
        }
    }

    private static List<String> found(Source source, Pattern pattern) {
        return pattern.matcher(text(source)).results().map(MatchResult::group).toList();
    }

    private static Stream<Path> referred(Source source, Pattern pattern) {
        return pattern.matcher(text(source))
                .results()
                .map(match -> match.group(1))
                .map(target -> target.startsWith("/")
                        ? FOLDER.resolve(target.substring(1))
                        : source.path().resolveSibling(target))
                .map(path -> Files.isDirectory(path) ? path.resolve("index.html") : path)
                .map(Path::normalize);
    }

    private static String text(Source source) {
        return String.join("\n", source.lines());
    }
}
