package com.wevion.credits.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages work under a policy that lets no script or style in but their own files. */
class WebPagesTest {
    private static final Path FOLDER = Path.of("src/main/webapp");
    private static final int MOST_LINES = 400;
    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"#]+)\"");
    private static final Pattern IMPORT = Pattern.compile("from '([^']+)'");
    private static final Pattern INLINE =
            Pattern.compile("<style|<script(?![^>]* src=)|\\son[a-z]+=|\\sstyle=|javascript:");
    private static final Pattern HTML_FROM_TEXT =
            Pattern.compile("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function");

    private final List<Source> pages = Source.below(".html", FOLDER);
    private final List<Source> scripts = Source.below(".js", FOLDER);

    @Test
    void pagesAllowNothingButTheirOwnFiles() {
        assertThat(pages).hasSizeGreaterThan(1).allSatisfy(page -> {
            assertThat(page.matching(INLINE)).isEmpty();
        });
    }

    @Test
    void whatPagesAndScriptsReferToIsThere() {
        assertThat(pages.stream().flatMap(page -> referred(page, REFERENCE)))
                .isNotEmpty()
                .allMatch(Files::isRegularFile);
        assertThat(scripts.stream().flatMap(script -> referred(script, IMPORT)))
                .isNotEmpty()
                .allMatch(Files::isRegularFile);
    }

    @Test
    void textIsNeverTakenForHtml() {
        assertThat(scripts.stream().flatMap(script -> script.matching(HTML_FROM_TEXT)))
                .isEmpty();
    }

    @Test
    void filesAreShort() {
        assertThat(Stream.concat(scripts.stream(), Source.below(".css", FOLDER).stream()))
                .allMatch(source -> source.lines().size() <= MOST_LINES);
    }

    private static Stream<Path> referred(Source source, Pattern pattern) {
        return pattern.matcher(text(source))
                .results()
                .map(match -> source.path().resolveSibling(match.group(1)).normalize());
    }

    private static String text(Source source) {
        return String.join("\n", source.lines());
    }
}
