package com.wevion.credits.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules about the text of the sources. */
class TidyTest {
    private static final int MAX_LINES = 300;
    private static final int MAX_FILES = 30;
    /**
     * Teams, their members and settings, and what a caller may do, use each other, so that every cut makes a circle. So do
     * identities, sessions and the tokens of both.
     */
    private static final Map<String, Integer> LARGER = Map.of("team", 37, "identity", 34);

    private static final Set<String> MEANINGLESS =
            Set.of("impl", "util", "utils", "dto", "service", "services", "manager", "helper", "common", "model");
    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("^public (?:\\w+ |non-)*(?:class|record|enum|interface|@interface) ");
    private static final Pattern QUESTION = Pattern.compile(
            "(?:/\\*\\*\\s+(?:\\*\\s+)?|\\* (?=@))(?:@(?:param \\S+|return) )?(?i:what|whether|how|where|who|whose|which|why)\\b");

    private final List<Source> main = Source.below(".java", Source.MAIN);
    private final List<Source> all = Source.below(".java", Source.MAIN, Source.DEV, Source.TEST, Source.BENCHMARK);

    @Test
    void filesAreShort() {
        assertThat(all.stream()
                        .filter(source -> source.lines().size() > MAX_LINES)
                        .map(source -> source.at(source.lines().size() - 1)))
                .isEmpty();
    }

    @Test
    void packagesAreFlatUpToSomeThirtyFiles() {
        Map<Path, Long> files = main.stream()
                .collect(Collectors.groupingBy(source -> source.path().getParent(), Collectors.counting()));
        files.keySet()
                .removeIf(folder -> files.get(folder)
                        <= LARGER.getOrDefault(folder.getFileName().toString(), MAX_FILES));
        assertThat(files).isEmpty();
    }

    @Test
    void packagesAreNamedAfterWhatTheyDo() {
        assertThat(all.stream().map(source -> source.path().getParent()).distinct())
                .noneMatch(folder -> Stream.of(folder.toString().split("/")).anyMatch(MEANINGLESS::contains));
    }

    @Test
    void publicTypesSayWhatTheyAreFor() {
        assertThat(main.stream().flatMap(TidyTest::undocumentedTypes)).isEmpty();
    }

    private static Stream<String> undocumentedTypes(Source source) {
        return IntStream.range(0, source.lines().size())
                .filter(index -> PUBLIC_TYPE.matcher(source.lines().get(index)).find())
                .filter(index -> !isDocumented(source, index))
                .mapToObj(source::at);
    }

    /** Only annotations may stand between the comment and the type. */
    private static boolean isDocumented(Source source, int type) {
        for (int index = type - 1; index >= 0; index--) {
            String line = source.lines().get(index).trim();
            if (line.endsWith("*/")) {
                return true;
            }
            if (line.isEmpty() || line.startsWith("import ") || line.startsWith("package ")) {
                return false;
            }
        }
        return false;
    }

    /** A comment says what the thing is or does; so do its {@code @param} and {@code @return}. */
    @Test
    void noJavadocBeginsWithAQuestion() {
        assertThat(all.stream().flatMap(TidyTest::questions)).isEmpty();
    }

    private static Stream<String> questions(Source source) {
        String text = String.join("\n", source.lines());
        return QUESTION.matcher(text)
                .results()
                .map(found ->
                        source.at((int) text.substring(0, found.end()).lines().count() - 1) + " " + found.group());
    }

    @Test
    void moneyIsNeverAFloatingPointNumber() {
        Pattern floating = Pattern.compile("\\b(?:double|float|Double|Float)\\b");
        assertThat(main.stream()
                        .filter(source -> Stream.of(
                                        "ledger",
                                        "catalog",
                                        "balance",
                                        "chat",
                                        "generation",
                                        "team",
                                        "audit",
                                        "stripe",
                                        "purchase",
                                        "billing",
                                        "usage",
                                        "invoice",
                                        "reconciliation")
                                .anyMatch(source::isIn))
                        .flatMap(source -> source.matching(floating))
                        .filter(line -> !line.matches("\\S+ (?:\\*|//|/\\*).*")))
                .isEmpty();
    }

    /** Credits are micros, dollars nanos, and what may be either is counted in units; a name in quotes is that of stored JSON. */
    @Test
    void aNameSaysTheUnitThatIsMeant() {
        Pattern dollars = Pattern.compile("(?i)(?<![\"\\w])\\w*(?:usd|price)\\w*micros\\b");
        Pattern eitherInTheLedger = Pattern.compile("\\b\\w+(?<!credits|Epoch)Micros\\b");
        List<Source> sql = Source.below(".sql", Path.of("sql"), Path.of("src/test/resources")).stream()
                .filter(source -> !source.path().getFileName().toString().matches("V\\d+__.*"))
                .toList();
        assertThat(Stream.concat(all.stream(), sql.stream()).flatMap(source -> source.matching(dollars)))
                .isEmpty();
        assertThat(main.stream()
                        .filter(source -> source.isIn("ledger"))
                        .flatMap(source -> source.matching(eitherInTheLedger)))
                .isEmpty();
    }

    @Test
    void aTypeOfTheProductHasANameOfItsOwn() {
        assertThat(Source.below(".java", Source.MAIN, Source.DEV).stream()
                        .map(source -> source.path().getFileName().toString())
                        .filter(name -> !name.equals("package-info.java")))
                .doesNotHaveDuplicates();
    }

    @Test
    void aMaximumIsCalledMax() {
        Pattern most = Pattern.compile("\\b(?:int|long|Duration|BigDecimal) (?:most[A-Z]\\w*|MOST_\\w*)\\b");
        assertThat(all.stream()
                        .filter(source -> !source.path().startsWith(Source.TEST))
                        .flatMap(source -> source.matching(most)))
                .isEmpty();
    }

    @Test
    void onlyTheLedgerUsesThePoolThatCommitsByItself() {
        Pattern pool = Pattern.compile("\"jdbc/ledger\"");
        assertThat(main.stream().filter(source -> !source.isIn("ledger")).flatMap(source -> source.matching(pool)))
                .isEmpty();
    }

    @Test
    void nobodySleeps() {
        Pattern sleep = Pattern.compile("Thread\\." + "sleep\\(|TimeUnit\\.\\w+\\." + "sleep\\(");
        assertThat(all.stream().flatMap(source -> source.matching(sleep))).isEmpty();
    }

    @Test
    void nothingIsLeftForLater() {
        Pattern later = Pattern.compile("\\b(?:TO" + "DO|FIX" + "ME|X" + "XX)\\b");
        assertThat(all.stream().flatMap(source -> source.matching(later))).isEmpty();
    }
}
