package com.wevion.credits.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Deprecated operations say so in their answers and in the contract. */
class DeprecationsTest {
    @Sunset(deprecated = "2026-12-01", gone = "2027-06-01")
    void leaving() {}

    void staying() {}

    @Test
    void answersOfADeprecatedOperationSaySinceWhenAndUntilWhen() throws NoSuchMethodException {
        MultivaluedMap<String, Object> fields = fieldsOf(DeprecationsTest.class.getDeclaredMethod("leaving"));
        assertThat(fields.get("Deprecation")).containsExactly("@1796083200");
        assertThat(fields.get("Sunset")).containsExactly("Tue, 01 Jun 2027 00:00:00 GMT");
        assertThat(fields.get("Link"))
                .containsExactly(
                        "</openapi>; rel=\"deprecation\"; type=\"application/yaml\"",
                        "</openapi>; rel=\"sunset\"; type=\"application/yaml\"");
    }

    @Test
    void answersOfOthersSayNothing() throws NoSuchMethodException {
        assertThat(fieldsOf(DeprecationsTest.class.getDeclaredMethod("staying")))
                .isEmpty();
        assertThat(fieldsOf(null)).isEmpty();
    }

    private static MultivaluedMap<String, Object> fieldsOf(Method method) {
        MultivaluedMap<String, Object> fields = new MultivaluedHashMap<>();
        Deprecations filter = new Deprecations();
        filter.resource = answering(ResourceInfo.class, "getResourceMethod", method);
        filter.filter(null, answering(ContainerResponseContext.class, "getHeaders", fields));
        return fields;
    }

    private static <T> T answering(Class<T> type, String name, Object answer) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, given) -> {
                    assertThat(called.getName()).isEqualTo(name);
                    return answer;
                }));
    }

    @Test
    void theContractSaysTheSame() {
        Map<String, OpenApiDocument.Operation> operations =
                OpenApiDocument.written().operations();
        assertThat(ResourceMethod.all().stream()
                        .flatMap(method ->
                                faults(
                                                operations.get(method.route()).json(),
                                                method.method().getAnnotation(Sunset.class))
                                        .stream()
                                        .map(fault -> method.route() + " " + fault)))
                .isEmpty();
    }

    @Test
    void findsADeprecationThatIsHalfDone() throws NoSuchMethodException {
        Sunset sunset = DeprecationsTest.class.getDeclaredMethod("leaving").getAnnotation(Sunset.class);
        assertThat(faults(operation(true, "2027-06-01"), sunset)).isEmpty();
        assertThat(faults(operation(false, null), null)).isEmpty();
        assertThat(faults(operation(true, null), null)).contains("is deprecated and has no @Sunset");
        assertThat(faults(operation(false, "2027-06-01"), sunset)).contains("has @Sunset and is not deprecated");
        assertThat(faults(operation(true, null), sunset)).contains("has another x-sunset");
        assertThat(faults(operation(true, "2028-06-01"), sunset)).contains("has another x-sunset");
    }

    private static JsonNode operation(boolean deprecated, String sunset) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("deprecated", deprecated)
                .put("x-sunset", sunset);
    }

    private static List<String> faults(JsonNode operation, Sunset sunset) {
        List<String> found = new ArrayList<>();
        boolean deprecated = operation.path("deprecated").asBoolean();
        if (sunset == null) {
            if (deprecated) {
                found.add("is deprecated and has no @Sunset");
            }
            return found;
        }
        if (!deprecated) {
            found.add("has @Sunset and is not deprecated");
        }
        if (!operation.path("x-sunset").asText().equals(sunset.gone())) {
            found.add("has another x-sunset");
        }
        if (LocalDate.parse(sunset.gone())
                .isBefore(LocalDate.parse(sunset.deprecated()).plusMonths(6))) {
            found.add("leaves less than six months");
        }
        return found;
    }
}
