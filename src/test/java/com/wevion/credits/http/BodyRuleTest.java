package com.wevion.credits.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.wevion.credits.platform.access.Reach;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.platform.http.LongBody;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules by address agree with the annotations of the resources. */
class BodyRuleTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("com.wevion.credits");

    private static Stream<JavaMethod> methods() {
        return CLASSES.stream()
                .filter(type -> type.isAnnotatedWith(Path.class))
                .flatMap(type -> type.getMethods().stream());
    }

    private static boolean isPublic(JavaMethod method) {
        return method.tryGetAnnotationOfType(Requires.class)
                .or(() -> method.getOwner().tryGetAnnotationOfType(Requires.class))
                .filter(rule -> rule.value().reach() == Reach.PUBLIC)
                .isPresent();
    }

    /** True if one of its parameters is none of the request's lines. */
    private static boolean readsABody(JavaMethod method) {
        return method.getParameters().stream()
                .anyMatch(parameter -> parameter.getAnnotations().stream()
                        .noneMatch(found -> found.getRawType().getPackageName().startsWith("jakarta.ws.rs")));
    }

    private static String address(JavaMethod method) {
        String below = method.isAnnotatedWith(Path.class)
                ? "/" + method.getAnnotationOfType(Path.class).value()
                : "";
        return "/" + method.getOwner().getAnnotationOfType(Path.class).value() + below;
    }

    @Test
    void publicBodiesAreThoseOfThePublicResources() {
        assertThat(methods()
                        .filter(BodyRuleTest::isPublic)
                        .filter(method -> method.isAnnotatedWith(POST.class)
                                || method.isAnnotatedWith(PUT.class)
                                || method.isAnnotatedWith(PATCH.class))
                        .filter(BodyRuleTest::readsABody)
                        .map(BodyRuleTest::address))
                .containsExactlyInAnyOrderElementsOf(BodyRule.PUBLIC);
    }

    @Test
    void longBodiesAreThoseOfTheAnnotatedMethods() {
        assertThat(methods()
                        .filter(method -> method.isAnnotatedWith(LongBody.class))
                        .map(BodyRuleTest::address))
                .containsExactlyInAnyOrderElementsOf(BodyRule.LONG);
    }

    @Test
    void aBodyIsTooSlowBelowTheLeastRateAfterTheGraceTimeOrAtItsDeadline() {
        BodyLimits limits = new BodyLimits(1_000_000, 10, 60, 5, 1_000, 5);
        assertThat(limits.isTooSlow(0, 5)).isFalse();
        assertThat(limits.isTooSlow(0, 6)).isTrue();
        assertThat(limits.isTooSlow(999, 6)).isTrue();
        assertThat(limits.isTooSlow(1_000, 6)).isFalse();
        assertThat(limits.isTooSlow(900_000, 59)).isFalse();
        assertThat(limits.isTooSlow(900_000, 60)).isTrue();
    }
}
