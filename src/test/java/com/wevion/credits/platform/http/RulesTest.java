package com.wevion.credits.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.wevion.credits.identity.CurrentCaller;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Reach;
import com.wevion.credits.team.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every route has a rule of the table of actions, and keeps it; the contract and the handbook say the same. */
class RulesTest {
    private static final List<ResourceMethod> METHODS = ResourceMethod.all();
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ResourceMethod.BASE);

    @Test
    void everyMethodHasARule() {
        assertThat(METHODS).isNotEmpty().allMatch(method -> method.action().isPresent());
    }

    @Test
    void everyRuleIsUsed() {
        Set<Action> used = METHODS.stream().map(RulesTest::action).collect(Collectors.toSet());
        used.add(Action.SET_THE_CEILING); // a part of changing the settings
        assertThat(used).containsExactlyInAnyOrder(Action.values());
    }

    @Test
    void methodsOfOneRouteHaveOneRule() {
        Map<String, Set<Action>> rules = METHODS.stream()
                .collect(Collectors.groupingBy(
                        ResourceMethod::route, Collectors.mapping(RulesTest::action, Collectors.toSet())));
        assertThat(rules.values()).allMatch(actions -> actions.size() == 1);
    }

    @Test
    void whatIsDoneInATeamHasTheTeamInItsPath() {
        assertThat(METHODS.stream().filter(method -> action(method).reach() == Reach.TEAM))
                .isNotEmpty()
                .allMatch(method -> method.parameters().contains("path teamId"));
    }

    @Test
    void whoMayDoItWithOwnThingsIsHeldToThem() {
        assertThat(METHODS.stream().filter(method -> action(method).isForOneselfInPart()))
                .isNotEmpty()
                .allMatch(method -> calls(method, "only"));
    }

    @Test
    void whatTheFeatureDecidesIsDecided() {
        assertThat(METHODS.stream().filter(method -> action(method).isDecidedByTheFeature()))
                .hasSize(3)
                .allMatch(method -> calls(method, "spender") || calls(method, "buyer"));
    }

    @Test
    void filesAreLongAnswers() {
        List<ResourceMethod> files = METHODS.stream()
                .filter(method ->
                        method.media().stream().anyMatch(type -> type.matches("text/csv|application/x-ndjson")))
                .toList();
        assertThat(files)
                .hasSizeGreaterThan(6)
                .allMatch(method -> method.method().isAnnotationPresent(LongAnswer.class));
    }

    private static Action action(ResourceMethod method) {
        return method.action().orElseThrow();
    }

    private static boolean calls(ResourceMethod method, String name) {
        return CLASSES.get(method.method().getDeclaringClass()).getMethods().stream()
                .filter(found -> found.reflect().equals(method.method()))
                .flatMap((JavaMethod found) -> found.getMethodCallsFromSelf().stream())
                .anyMatch(call -> (call.getTargetOwner().isEquivalentTo(Access.class)
                                || call.getTargetOwner().isEquivalentTo(CurrentCaller.class))
                        && call.getName().equals(name));
    }

    @Test
    void theContractSaysSo() throws IOException {
        Map<String, Action> byOperation = new TreeMap<>();
        Map<String, OpenApiDocument.Operation> operations =
                OpenApiDocument.written().operations();
        METHODS.forEach(method -> byOperation.put(operations.get(method.route()).id(), action(method)));
        holds(ActionPages.CONTRACT, ActionPages.contract(Files.readString(ActionPages.CONTRACT), byOperation));
    }

    @Test
    void theHandbookSaysSo() throws IOException {
        holds(ActionPages.HANDBOOK, ActionPages.handbook(Files.readString(ActionPages.HANDBOOK)));
    }

    private static void holds(Path path, String generated) throws IOException {
        if (Boolean.getBoolean("rules.write")) {
            Files.writeString(path, generated);
        }
        assertThat(Files.readString(path))
                .as(path + " is written anew by `" + ActionPages.HOW_TO_WRITE + "`")
                .isEqualTo(generated);
    }
}
