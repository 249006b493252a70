package com.wevion.credits.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever changes the schema says what becomes of the servers before. */
class MigrationsTest {
    private static final Pattern VERSION = Pattern.compile("V(\\d{3})__\\w+\\.sql");
    private static final Pattern SERVED = Pattern.compile("^-- Older servers: \\w");
    private static final Pattern SHUT_OUT =
            Pattern.compile("^UPDATE schema_compatibility SET oldest_(?:reconciling_)?server = (\\d+);");
    /** The first that says which servers the schema serves. */
    private static final int FIRST = 30;

    private final List<Source> migrations = Source.below(".sql", Path.of("sql")).stream()
            .filter(source -> VERSION.matcher(name(source)).matches())
            .toList();

    @Test
    void eachSaysWhetherOlderServersCanLiveWithIt() {
        assertThat(migrations.stream()
                        .filter(source -> number(source) > FIRST)
                        .filter(source -> !saysSo(source))
                        .map(MigrationsTest::name))
                .as(
                        "Older servers either can live with a migration, and a line \"-- Older servers: …\" says why, or it has"
                                + " UPDATE schema_compatibility SET oldest_server (or oldest_reconciling_server) = <at most its own number>;")
                .isEmpty();
    }

    @Test
    void eachHasANumberOfItsOwn() {
        assertThat(migrations.stream().map(MigrationsTest::number)).doesNotHaveDuplicates();
    }

    private static boolean saysSo(Source source) {
        return source.lines().stream().anyMatch(line -> SERVED.matcher(line).find() || shutsOut(line, number(source)));
    }

    /** A step that contracts names the first server that does without what it removes, or itself, if there is none. */
    private static boolean shutsOut(String line, int number) {
        Matcher update = SHUT_OUT.matcher(line);
        return update.find() && Integer.parseInt(update.group(1)) <= number;
    }

    private static String name(Source source) {
        return source.path().getFileName().toString();
    }

    private static int number(Source source) {
        Matcher version = VERSION.matcher(name(source));
        assertThat(version.matches()).isTrue();
        return Integer.parseInt(version.group(1));
    }
}
