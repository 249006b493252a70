package com.wevion.credits.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.wevion.credits.stripe.StripeHandler;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The events that {@code docs/stripe.md} tells deployers to subscribe to are those that the service handles. */
class HandledEventsTest {
    private static final Pattern EVENT = Pattern.compile("`([a-z_.*]+)`");

    @Test
    void thePageListsTheEventsThatAreHandled() throws Exception {
        Set<String> handled = handled();
        List<Pattern> listed = listed();

        assertThat(handled).isNotEmpty().allMatch(type -> listed.stream().anyMatch(is(type)));
        assertThat(listed).isNotEmpty().allMatch(pattern -> handled.stream().anyMatch(pattern.asMatchPredicate()));
    }

    private static Predicate<Pattern> is(String type) {
        return pattern -> pattern.matcher(type).matches();
    }

    private static Set<String> handled() throws ReflectiveOperationException {
        Set<String> types = new TreeSet<>();
        for (var found : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("com.wevion.credits")
                .that(DescribedPredicate.describe(
                        "handlers", type -> type.isAssignableTo(StripeHandler.class) && !type.isInterface()))) {
            Constructor<?> constructor = found.reflect().getDeclaredConstructor();
            constructor.setAccessible(true);
            types.addAll(((StripeHandler) constructor.newInstance()).types());
        }
        return types;
    }

    /** With {@code *} for any ending. */
    private static List<Pattern> listed() throws IOException {
        return Files.readAllLines(Path.of("docs/stripe.md")).stream()
                .dropWhile(line -> !line.equals("| for | events |"))
                .takeWhile(line -> line.startsWith("|"))
                .flatMap(line -> EVENT.matcher(line).results().map(HandledEventsTest::pattern))
                .toList();
    }

    private static Pattern pattern(MatchResult event) {
        return Pattern.compile(event.group(1).replace(".", "\\.").replace("*", ".+"));
    }
}
