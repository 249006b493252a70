package com.wevion.credits.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.wevion.credits.platform.ProblemType;
import com.wevion.credits.platform.http.OpenApiDocument.Operation;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract says what the code does, and the code does nothing else. */
class OpenApiTest {
    /** Bodies of messages: no operation refers to them. */
    private static final Set<String> MESSAGES = Set.of("JobRequested", "JobCancelled", "JobCompleted");
    /** The fields that {@code Completion.checked} demands, because a message and a path give them in different ways. */
    private static final Map<String, Set<String>> CHECKED =
            Map.of("JobCompletion", Set.of("outcome"), "JobCompleted", Set.of("jobId", "outcome"));

    private static final OpenApiDocument DOCUMENT = OpenApiDocument.written();
    private static final Map<String, Operation> OPERATIONS = DOCUMENT.operations();
    private static final List<ResourceMethod> METHODS = ResourceMethod.all();
    private static final SchemaComparison SCHEMAS = new SchemaComparison(DOCUMENT, SchemaClasses.byName());

    @Test
    void everyRouteIsOneOperationAndTheReverse() {
        assertThat(METHODS).isNotEmpty();
        assertThat(OPERATIONS.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        METHODS.stream().map(ResourceMethod::route).collect(Collectors.toSet()));
    }

    @Test
    void operationsHaveNamesOfTheirOwn() {
        assertThat(OPERATIONS.values().stream().map(Operation::id)).doesNotHaveDuplicates();
    }

    /** Among them the key, which is there exactly where the code reads it. */
    @Test
    void operationsHaveTheParametersOfTheirMethods() {
        OPERATIONS.forEach((route, operation) ->
                assertThat(operation.parameters()).as(route).isEqualTo(union(route, ResourceMethod::parameters)));
    }

    @Test
    void operationsAnswerTheMediaTypesOfTheirMethods() {
        OPERATIONS.forEach((route, operation) ->
                assertThat(operation.media()).as(route).isEqualTo(union(route, ResourceMethod::media)));
    }

    private Set<String> union(String route, java.util.function.Function<ResourceMethod, Set<String>> part) {
        return METHODS.stream()
                .filter(method -> method.route().equals(route))
                .flatMap(method -> part.apply(method).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void bodiesAreThoseOfTheMethods() {
        for (ResourceMethod method : METHODS) {
            Operation operation = OPERATIONS.get(method.route());
            assertThat(SCHEMAS.classes().get(operation.body()))
                    .as(method.route())
                    .isEqualTo(method.body().orElse(null));
            assertThat(operation.statuses().contains("415")).as(method.route()).isEqualTo(method.readsSomeMediaTypes());
            assertThat(operation.statuses().contains("408")).as(method.route()).isEqualTo(method.readsBody());
            assertThat(operation.statuses().contains("413")).as(method.route()).isEqualTo(method.readsBody());
        }
    }

    @Test
    void answersAreThoseOfTheMethods() {
        for (ResourceMethod method : METHODS) {
            Operation operation = OPERATIONS.get(method.route());
            Type answer = method.method().getGenericReturnType();
            if (answer == void.class) {
                assertThat(operation.statuses()).as(method.route()).contains(method.tellsEvents() ? "200" : "204");
            } else if (answer instanceof ParameterizedType page) {
                JsonNode items = DOCUMENT.schema(operation.answer("200")).at("/properties/items/items");
                assertThat(SCHEMAS.classes().get(OpenApiDocument.reference(items)))
                        .as(method.route())
                        .isEqualTo(page.getActualTypeArguments()[0]);
            } else if (((Class<?>) answer).isRecord()) {
                assertThat(SCHEMAS.classes().get(operation.answer("200")))
                        .as(method.route())
                        .isEqualTo(answer);
            }
        }
    }

    @Test
    void callersAreCheckedAsTheMethodsSay() {
        for (ResourceMethod method : METHODS) {
            Operation operation = OPERATIONS.get(method.route());
            boolean open = operation.json().path("security").toString().equals("[{}]");
            assertThat(open).as(method.route()).isEqualTo(method.isPublic());
            assertThat(operation.statuses()).as(method.route()).contains("401", "406", "429", "500", "503");
            if (method.isForSome()) {
                assertThat(operation.statuses()).as(method.route()).contains("403");
            }
            if (method.isInATeam()) {
                assertThat(operation.statuses()).as(method.route()).contains("404");
            }
        }
    }

    @Test
    void everyObjectHasAClassAndEveryRecordASchema() {
        assertThat(DOCUMENT.schemas().stream()
                        .filter(name ->
                                DOCUMENT.schema(name).path("type").asText().equals("object"))
                        .filter(name -> !name.endsWith("Page") && !name.equals("Problem"))
                        // Made of a map, because nothing but the reason is in it.
                        .filter(name -> !name.equals("AdjustmentExplanation")))
                .containsExactlyInAnyOrderElementsOf(SCHEMAS.classes().keySet());
        Stream<Type> types = METHODS.stream()
                .map(ResourceMethod::method)
                .flatMap(method -> Stream.concat(bodies(method), Stream.of(method.getGenericReturnType())));
        assertThat(types.flatMap(SchemaComparison::records).collect(Collectors.toSet()))
                .isSubsetOf(SCHEMAS.classes().values());
    }

    private Stream<Type> bodies(Method method) {
        return METHODS.stream().filter(found -> found.method().equals(method)).flatMap(found -> found.body().stream());
    }

    @Test
    void schemasHaveTheFieldsOfTheirClassesAndTheirTypes() {
        assertThat(SCHEMAS.classes().keySet().stream().flatMap(name -> SCHEMAS.ofTypes(name).stream()))
                .isEmpty();
    }

    @Test
    void requestsDemandAndAllowWhatTheirClassesDo() {
        for (String name : requests()) {
            Set<String> demanded = CHECKED.getOrDefault(name, SCHEMAS.demanded(name));
            assertThat(SCHEMAS.required(name)).as(name).isEqualTo(demanded);
            assertThat(DOCUMENT.schema(name).path("additionalProperties").toString())
                    .as(name)
                    .isEqualTo("false");
            assertThat(SCHEMAS.ofBounds(name)).isEmpty();
            Set<String> nullable = OpenApiDocument.names(DOCUMENT.schema(name).get("properties"));
            nullable.removeAll(demanded);
            assertThat(SCHEMAS.nullable(name))
                    .as(name)
                    .isEqualTo(SCHEMAS.classes().get(name).isRecord() ? nullable : SCHEMAS.takenAway(name));
        }
    }

    @Test
    void answersHaveAllTheirFields() {
        Set<String> answers = new TreeSet<>(SCHEMAS.classes().keySet());
        answers.removeAll(requests());
        for (String name : answers) {
            assertThat(SCHEMAS.required(name)).as(name).isEqualTo(SCHEMAS.alwaysThere(name));
        }
    }

    private Set<String> requests() {
        Stream<String> sent = OPERATIONS.values().stream()
                .map(operation -> operation.json().path("requestBody"))
                .flatMap(body -> DOCUMENT.reachable(body).stream())
                .map(pointer -> pointer.substring(pointer.lastIndexOf('/') + 1));
        return Stream.concat(sent, Stream.of("JobCompleted"))
                .filter(SCHEMAS.classes()::containsKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void nothingIsDescribedThatIsNotUsed() {
        Set<String> used = DOCUMENT.reachable(DOCUMENT.root().get("paths"));
        DOCUMENT.root().get("components").properties().stream()
                .filter(part -> !part.getKey().equals("securitySchemes"))
                .flatMap(part -> OpenApiDocument.names(part.getValue()).stream()
                        .filter(name -> !MESSAGES.contains(name))
                        .map(name -> "#/components/" + part.getKey() + "/" + name))
                .forEach(pointer -> assertThat(used).contains(pointer));
    }

    @Test
    void problemsAreThoseOfTheCode() throws IOException {
        assertThat(DOCUMENT.schema("Problem")
                        .at("/properties/type/enum")
                        .valueStream()
                        .map(JsonNode::asText))
                .containsExactlyElementsOf(Stream.concat(
                                Arrays.stream(ProblemType.values()).map(ProblemType::urn), Stream.of("about:blank"))
                        .toList());
        JsonNode problem = new ObjectMapper().readTree(Problem.of(404).json("/", null));
        assertThat(OpenApiDocument.names(problem)).isEqualTo(SCHEMAS.required("Problem"));
    }
}
