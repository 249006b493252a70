package com.wevion.credits.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** There is one clock, which can be set: whoever asked another one for the time would see no month end when it does. */
class TimeTest {
    private static final Pattern JAVA = Pattern.compile(
            "\\b(?:Instant|Local\\w+|Zoned\\w+|Offset\\w+|Year\\w*)\\.now\\(|currentTimeMillis|new Date\\(\\)|Clock\\.(?:system|tick)");
    private static final Pattern SQL = Pattern.compile(
            "(?i)(?<![.\\w]|View )now\\(\\)|\\bcurrent_(?:date|time)|(?-i:\\b(?:LOCALTIME|localtime))|\\w+_timestamp\\(|timeofday|'(?:now|today)'");
    /** The clock itself; ids, of which only the order is of interest; a migration that was there before the clock. */
    private static final Set<String> MAY =
            Set.of("ServiceClock.java", "Ids.java", "R__clock_functions.sql", "V004__catalog_version_1.sql");

    private static Stream<Path> files(String folder) throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(folder))) {
            return all
                    .filter(Files::isRegularFile)
                    .filter(file -> !MAY.contains(file.getFileName().toString()))
                    .toList()
                    .stream();
        }
    }

    private static Stream<String> matching(Path file, Pattern pattern) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.strip().matches("(?:--|\\*|//|/\\*).*"))
                    .filter(line -> pattern.matcher(line).find())
                    .map(line -> file + ": " + line.strip());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void javaAsksTheInjectedClock() throws IOException {
        assertThat(files("src/main/java").flatMap(file -> matching(file, JAVA))).isEmpty();
    }

    @Test
    void sqlAsksTheFunctionThatTellsTheSame() throws IOException {
        List<Path> asking = Stream.concat(files("sql"), files("src/main/java")).toList();
        assertThat(asking.stream().flatMap(file -> matching(file, SQL))).isEmpty();
    }
}
