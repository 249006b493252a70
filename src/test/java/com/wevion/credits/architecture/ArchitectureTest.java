package com.wevion.credits.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.wevion.credits.ledger.operation.Decider;
import com.wevion.credits.ledger.operation.Decision;
import com.wevion.credits.ledger.operation.Expire;
import com.wevion.credits.platform.Rounds;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules about who may use whom. */
class ArchitectureTest {
    private static final String BASE = "com.wevion.credits";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(BASE);

    /** Every package with the packages it may use: they point one way, and siblings do not call each other. */
    static Stream<Arguments> packages() {
        return Stream.of(
                arguments("platform", List.of()),
                arguments("http", List.of("platform")),
                arguments("adapter", List.of()),
                arguments("identity", List.of("platform")),
                arguments("trail", List.of("platform", "identity")),
                arguments("signin", List.of("platform", "identity", "trail")),
                arguments("ledger", List.of("platform")),
                arguments("limit", List.of("platform", "identity")),
                arguments("event", List.of("platform", "identity", "trail", "ledger")),
                arguments("approval", List.of("platform", "identity", "trail", "ledger", "event")),
                arguments("team", List.of("platform", "identity", "trail", "ledger", "approval")),
                arguments("keys", List.of("platform", "identity", "trail", "ledger", "team")),
                arguments("privacy", List.of("platform", "identity", "trail", "event", "approval", "team")),
                arguments("stripe", List.of("platform", "trail", "ledger", "catalog")),
                arguments("audit", List.of("platform", "event", "trail", "ledger", "team", "stripe")),
                arguments("catalog", List.of("platform", "identity", "trail", "ledger", "approval")),
                arguments("balance", List.of("platform", "identity", "trail", "ledger", "approval", "team", "catalog")),
                arguments("purchase", List.of("platform", "event", "trail", "ledger", "team", "catalog", "stripe")),
                arguments("billing", List.of("platform", "event", "trail", "ledger", "team", "catalog", "stripe")),
                arguments("usage", List.of("platform", "ledger", "team", "catalog")),
                arguments("chat", List.of("platform", "ledger", "team", "catalog", "usage")),
                arguments("generation", List.of("platform", "trail", "ledger", "team", "catalog", "usage")),
                arguments("invoice", List.of("platform", "event", "trail", "ledger", "team")),
                arguments("gateway", List.of("platform", "trail", "ledger", "team", "catalog", "usage")),
                arguments(
                        "reconciliation",
                        List.of(
                                "platform",
                                "event",
                                "trail",
                                "ledger",
                                "team",
                                "stripe",
                                "audit",
                                "catalog",
                                "usage",
                                "invoice")),
                arguments("operations", List.of("platform", "ledger")),
                arguments(
                        "web",
                        List.of(
                                "platform",
                                "ledger",
                                "team",
                                "stripe",
                                "audit",
                                "catalog",
                                "balance",
                                "purchase",
                                "billing",
                                "usage",
                                "chat",
                                "generation",
                                "invoice",
                                "reconciliation")));
    }

    @ParameterizedTest
    @MethodSource("packages")
    void dependenciesPointOneWay(String feature, List<String> mayUse) {
        String[] allowed = Stream.concat(Stream.of(feature), mayUse.stream())
                .map(ArchitectureTest::packageOf)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(packageOf(feature))
                .should()
                .dependOnClassesThat(resideInAPackage(BASE + "..").and(not(resideInAnyPackage(allowed))))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    private static String packageOf(String feature) {
        return BASE + "." + feature + "..";
    }

    @Test
    void packagesMakeNoCircle() {
        slices().matching(BASE + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void theRoomsOfAPackageMakeNoCircle() {
        slices().matching(BASE + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void decisionsAndTransactionsAreTheLedgersOwn() {
        noClasses()
                .that()
                .resideOutsideOfPackage(packageOf("ledger"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packageOf("ledger.decision"), packageOf("ledger.transaction"))
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Decider.class, Decision.class, Expire.class)
                .check(CLASSES);
    }

    @Test
    void theDecisionsOfTheLedgerKnowNoConnection() {
        noClasses()
                .that()
                .resideInAPackage(packageOf("ledger.decision"))
                .should()
                .dependOnClassesThat()
                .haveNameMatching("javax\\.sql\\..*|java\\.sql\\.(Connection|.*Statement|ResultSet)|jakarta\\..*")
                .check(CLASSES);
    }

    /** They are told what there is and say what it means; nothing else decides. */
    @Test
    void theRulesOfTheReconciliationKnowNoDatabase() {
        noClasses()
                .that()
                .resideInAPackage(packageOf("reconciliation.rules"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", BASE + ".platform.database..", "jakarta..")
                .check(CLASSES);
    }

    @Test
    void theTimeComesFromAClock() {
        noClasses()
                .that()
                .resideOutsideOfPackage(packageOf("platform")) // it makes the clock, and ids that begin with the time
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    /** Else each would begin, fail and end in its own way; and a container's timer is in a transaction unless its class says so. */
    @Test
    void whatComesRoundIsARound() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("jakarta\\.ejb\\.(Schedules?|Timeout|Timer\\w*)")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ManagedScheduledExecutorService.class)
                .check(CLASSES);
        noClasses()
                .that()
                .areNotAssignableTo(Rounds.class)
                .and()
                .doNotHaveSimpleName(
                        "FetchedKeys") // it has keys before there are migrations, and looks for what it is asked
                .should()
                .callMethodWhere(target(nameMatching("scheduleWithFixedDelay|scheduleAtFixedRate")))
                .check(CLASSES);
    }

    /** Payara 7 does not know which of two to ask, and answers every request with 500. */
    @Test
    void callersAreKnownByOneMechanism() {
        assertThat(CLASSES.stream()
                        .filter(type -> type.isAssignableTo(HttpAuthenticationMechanism.class))
                        .map(JavaClass::getSimpleName))
                .containsExactly("CallerMechanism");
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.microprofile.jwt..", "org.eclipse.microprofile.auth..")
                .orShould()
                .dependOnClassesThat()
                .haveSimpleName("RolesAllowed")
                .orShould()
                .dependOnClassesThat()
                .haveSimpleNameEndingWith("AuthenticationMechanismDefinition")
                .check(CLASSES);
    }

    @Test
    void nothingIsPrintedToTheConsole() {
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void exceptionsHaveNames() {
        GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void theApplicationKnowsNeitherItsTestsNorItsBroker() {
        noClasses()
                .that()
                .resideOutsideOfPackage(packageOf("adapter")) // not of the application: it is in the RAR
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(BASE + ".dev..", "org.apache.activemq..", "org.junit..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    /** Its proxy would be synchronized as well: who waits in one method would keep all others out, though the bean itself lets them in. */
    @Test
    void noBeanWithAProxyIsSynchronized() {
        List<String> found = CLASSES.stream()
                .filter(type -> type.isAnnotatedWith(ApplicationScoped.class))
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getModifiers().contains(JavaModifier.SYNCHRONIZED)
                        && !method.getModifiers().contains(JavaModifier.PRIVATE))
                .map(JavaMethod::getFullName)
                .toList();
        assertThat(found).isEmpty();
    }
}
