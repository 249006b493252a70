package com.wevion.credits.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract keeps what the last release promised; the released one is a file, because a shallow clone has no history. */
class ReleasedContractTest {
    private static final String TEAMS = "/paths/~1teams/get";
    private static final String ROLES = "/paths/~1teams~1{teamId}~1settings/get/x-roles";
    private static final String LIMIT = "/components/parameters/limit/schema";
    private static final String ME = "/components/schemas/Me/";
    private static final String TEAM = "/components/schemas/TeamDescription/";
    private static final String NAME = TEAM + "properties/name";
    private static final String BODY = "/post/requestBody/content/application~1json/schema";

    private static final Path RELEASED = Path.of("src/test/resources/released-openapi.yaml");

    @Test
    void breaksNoClientOfTheLastRelease() throws IOException {
        if (Boolean.getBoolean("contract.release")) {
            Files.writeString(RELEASED, OpenApiDocument.text());
        }
        assertThat(ContractBreaks.between(OpenApiDocument.of(Files.readString(RELEASED)), OpenApiDocument.written()))
                .as("docs/development.md says what may change and how a release is taken over")
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaking")
    void findsWhatBreaksAClient(String expected, Consumer<JsonNode> change) {
        assertThat(afterwards(change)).contains(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("compatible")
    void letsPassWhatClientsTolerate(String name, Consumer<JsonNode> change) {
        assertThat(afterwards(change)).as(name).isEmpty();
    }

    private static List<String> afterwards(Consumer<JsonNode> change) {
        OpenApiDocument before = OpenApiDocument.written();
        JsonNode changed = before.root().deepCopy();
        change.accept(changed);
        assertThat(changed).isNotEqualTo(before.root());
        return ContractBreaks.between(before, new OpenApiDocument(changed));
    }

    private static Stream<Arguments> breaking() {
        return Stream.of(ofOperations(), ofCallers(), ofParameters(), ofAnswers(), ofRequests(), ofMessages())
                .flatMap(changes -> changes);
    }

    private static Stream<Arguments> ofOperations() {
        return Stream.of(
                in("/servers/0", it -> it.put("url", "/api/v2"), "the addresses in servers have changed"),
                in("/paths/~1me", it -> it.remove("get"), "GET /me is gone"),
                in("/paths/~1me/get", it -> it.put("operationId", "whoAmI"), "GET /me has another operationId"));
    }

    private static Stream<Arguments> ofCallers() {
        return Stream.of(
                in(
                        TEAMS,
                        it -> it.putArray("security").addObject().putArray("other"),
                        "GET /teams has another security"),
                in(TEAMS, it -> it.put("x-reach", "TEAM"), "GET /teams has another reach"),
                in(TEAMS, it -> it.remove("x-scopes"), "GET /teams is closed to the scope operate"),
                in(
                        "/paths/~1me/get",
                        it -> it.putObject("x-roles").put("OWNER", "ALL"),
                        "GET /me is for some roles only now"),
                in(ROLES, it -> it.remove("FINANCE"), "GET /teams/{teamId}/settings allows the role FINANCE less"),
                in(ROLES, it -> it.put("FINANCE", "OWN"), "GET /teams/{teamId}/settings allows the role FINANCE less"));
    }

    private static Stream<Arguments> ofParameters() {
        return Stream.of(
                of(TEAMS + "/parameters", it -> it.remove(0), "GET /teams query name is gone"),
                of(
                        TEAMS + "/parameters",
                        it -> it.addObject()
                                .put("name", "region")
                                .put("in", "query")
                                .put("required", true),
                        "GET /teams query region is required now"),
                in(TEAMS + "/parameters/0", it -> it.put("required", true), "GET /teams query name is required now"),
                in(
                        TEAMS + "/parameters/0/schema",
                        it -> it.put("type", "integer"),
                        "GET /teams query name has another type"),
                in(LIMIT, it -> it.put("maximum", 100), "GET /teams query limit has a lower maximum"),
                in(LIMIT, it -> it.put("minimum", 2), "GET /teams query limit has a higher minimum"));
    }

    private static Stream<Arguments> ofAnswers() {
        return Stream.of(
                in("/paths/~1me/get/responses", it -> it.remove("503"), "GET /me 503 is gone"),
                in("/paths/~1me/get/responses", it -> it.putObject("202"), "GET /me may succeed with 202 now"),
                in(
                        "/paths/~1me/get/responses/200/content",
                        it -> rename(it, "application/json", "text/csv"),
                        "GET /me 200 has no application/json any more"),
                in(
                        "/components/responses/TooManyRequests/headers",
                        it -> it.remove("RateLimit"),
                        "GET /me 429 has no field RateLimit any more"),
                in(ME + "properties", it -> it.remove("userId"), "GET /me 200.userId is gone"),
                in(ME + "properties", it -> rename(it, "userId", "id"), "GET /me 200.userId is gone"),
                of(ME + "required", it -> it.remove(0), "GET /me 200.userId may be absent now"),
                in(ME + "properties/userId", it -> it.put("type", "integer"), "GET /me 200.userId has another type"),
                in(ME + "properties/userId", it -> it.remove("format"), "GET /me 200.userId has another format"),
                in(ME + "properties/userId", it -> it.put("nullable", true), "GET /me 200.userId may be null now"),
                in(
                        "/components/schemas/MyTeam/properties",
                        it -> it.remove("name"),
                        "GET /me 200.teams[].name is gone"),
                of(
                        "/components/schemas/BalanceStatus/enum",
                        it -> it.remove(1),
                        "GET /teams 200.items[].credits.status has no [LOW] any more"),
                in(
                        "/components/schemas/Amount",
                        it -> it.put("pattern", ".*"),
                        "GET /catalog 200.chatHoldCeiling has another pattern"),
                of(
                        "/components/responses/BadRequest/content/application~1problem+json/schema/anyOf",
                        it -> it.addObject().put("type", "string"),
                        "GET /teams 400 has a variant that fits none of the former: "));
    }

    private static Stream<Arguments> ofRequests() {
        return Stream.of(
                of(
                        TEAM + "required",
                        it -> it.add("ownerName"),
                        "PUT /teams/{teamId} request.ownerName is required now"),
                of(TEAM + "required", it -> it.add("region"), "PUT /teams/{teamId} request.region is required now"),
                in(TEAM + "properties", it -> it.remove("name"), "PUT /teams/{teamId} request.name is gone"),
                in(NAME, it -> it.put("maxLength", 10), "PUT /teams/{teamId} request.name has a lower maxLength"),
                in(NAME, it -> it.put("minLength", 5), "PUT /teams/{teamId} request.name has a higher minLength"),
                in(NAME, it -> it.put("pattern", "^[a-z]+$"), "PUT /teams/{teamId} request.name has another pattern"),
                in(NAME, it -> it.putArray("enum").add("Acme"), "PUT /teams/{teamId} request.name is an enum now"),
                in(
                        TEAM + "properties/ownerName",
                        it -> it.remove("nullable"),
                        "PUT /teams/{teamId} request.ownerName may not be null any more"),
                of(
                        "/components/schemas/Plan/enum",
                        it -> it.remove(0),
                        "PUT /teams/{teamId} request.plan has no [FREE] any more"),
                in(
                        "/paths/~1teams~1{teamId}/put/requestBody/content",
                        it -> rename(it, "application/json", "application/xml"),
                        "PUT /teams/{teamId} request has no application/json any more"),
                in(
                        "/paths/~1me/get",
                        it -> it.putObject("requestBody").put("required", true),
                        "GET /me requires a body now"));
    }

    private static Stream<Arguments> ofMessages() {
        return Stream.of(
                in("/x-webhooks", it -> it.remove("balance.low"), "webhook balance.low is gone"),
                in(
                        "/x-webhooks/balance.low" + BODY + "/properties/data/properties",
                        it -> it.remove("available"),
                        "webhook balance.low.data.available is gone"),
                in(
                        "/components/schemas/JobRequested/properties",
                        it -> it.remove("jobId"),
                        "message JobRequested.jobId is gone"),
                of(
                        "/components/schemas/JobCompleted/required",
                        it -> it.add("provider"),
                        "message JobCompleted.provider is required now"));
    }

    private static Stream<Arguments> compatible() {
        return Stream.of(
                in("/paths", it -> it.putObject("/new").putObject("get").putObject("responses"), "a new operation"),
                in(ME + "properties", it -> it.putObject("region").put("type", "string"), "a new field of an answer"),
                of(ME + "required", it -> it.add("region"), "a field that is always there"),
                of("/components/schemas/BalanceStatus/enum", it -> it.add("FROZEN"), "a new value of an answer"),
                of("/components/schemas/Plan/enum", it -> it.add("TRIAL"), "a new value of a request"),
                in(TEAM + "properties", it -> it.putObject("region").put("type", "string"), "a new optional field"),
                in(NAME, it -> it.put("maxLength", 300), "a longer name"),
                of(TEAM + "required", it -> it.remove(0), "a field that need not be sent any more"),
                of(
                        TEAMS + "/parameters",
                        it -> it.addObject().put("name", "region").put("in", "query"),
                        "a new optional parameter"),
                in("/paths/~1me/get/responses", it -> it.putObject("418"), "a new problem"),
                in(ROLES, it -> it.put("VIEWER", "ALL"), "one role more"),
                in("/paths/~1me/get", it -> it.put("deprecated", true), "a deprecation"));
    }

    private static Arguments in(String pointer, Consumer<ObjectNode> change, String outcome) {
        return arguments(outcome, (Consumer<JsonNode>) root -> change.accept((ObjectNode) root.at(pointer)));
    }

    private static Arguments of(String pointer, Consumer<ArrayNode> change, String outcome) {
        return arguments(outcome, (Consumer<JsonNode>) root -> change.accept((ArrayNode) root.at(pointer)));
    }

    private static void rename(ObjectNode object, String name, String other) {
        object.set(other, object.remove(name));
    }
}
