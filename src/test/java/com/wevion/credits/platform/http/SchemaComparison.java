package com.wevion.credits.platform.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wevion.credits.platform.Given;
import com.wevion.credits.platform.json.Hearsay;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares schemas with the classes that are read from their JSON, or written as it.
 *
 * @param classes by the name of the schema
 */
record SchemaComparison(OpenApiDocument document, Map<String, Class<?>> classes) {
    private static final Map<Class<?>, String> SIMPLE = Map.of(
            String.class, "string",
            UUID.class, "string uuid",
            Instant.class, "string date-time",
            Long.class, "integer int64",
            Integer.class, "integer int32",
            Boolean.class, "boolean",
            LocalDate.class, "string date",
            ObjectNode.class, "object");

    /** The fields of a class: the components of a record, too; an unwrapped one is its own fields. */
    static List<Field> fields(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                .flatMap(field -> field.isAnnotationPresent(JsonUnwrapped.class)
                        ? fields(field.getType()).stream()
                        : Stream.of(field))
                .toList();
    }

    /** The records that a type contains, and itself if it is one. */
    static Stream<Class<?>> records(Type type) {
        if (type instanceof ParameterizedType generic) {
            return Arrays.stream(generic.getActualTypeArguments()).flatMap(SchemaComparison::records);
        }
        return type instanceof Class<?> found && found.isRecord()
                ? Stream.concat(
                        Stream.of(found), fields(found).stream().flatMap(field -> records(field.getGenericType())))
                : Stream.empty();
    }

    /** The differences in names and types, as sentences. */
    List<String> ofTypes(String name) {
        List<String> found = new ArrayList<>();
        JsonNode properties = document.schema(name).get("properties");
        Set<String> kept = names(fields(classes.get(name)).stream());
        if (!kept.equals(OpenApiDocument.names(properties))) {
            found.add(name + " has " + OpenApiDocument.names(properties) + ", the class " + kept);
        }
        fields(classes.get(name)).stream()
                .filter(field -> properties.has(nameOf(field)))
                .filter(field -> !fits(properties.get(nameOf(field)), field))
                .forEach(field -> found.add(name + "." + nameOf(field) + " is no " + field.getGenericType()));
        return found;
    }

    private boolean fits(JsonNode property, Field field) {
        boolean nullable = document.resolve(property).path("nullable").asBoolean();
        return !(field.getType().isPrimitive() && nullable)
                && (field.isAnnotationPresent(JsonRawValue.class)
                        ? fits(property, ObjectNode.class)
                        : fits(property, field.getGenericType()));
    }

    private boolean fits(JsonNode property, Type type) {
        JsonNode schema = document.resolve(property);
        if (type instanceof ParameterizedType list && Collection.class.isAssignableFrom((Class<?>) list.getRawType())) {
            return kind(schema).equals("array") && fits(schema.get("items"), list.getActualTypeArguments()[0]);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isEnum()) {
            return kind(schema).equals("string") && constants(plain).equals(allowed(schema));
        }
        if (plain == Given.class) {
            return fits(property, String.class);
        }
        if (plain == Hearsay.class) {
            // Anything is read, and a text is asked for.
            return schema.path("type").asText().equals("string");
        }
        if (plain == JsonNode.class) {
            return schema.has("anyOf");
        }
        Class<?> boxed = MethodType.methodType(plain).wrap().returnType();
        return SIMPLE.containsKey(boxed)
                ? kind(schema).equals(SIMPLE.get(boxed))
                : plain == classes.get(OpenApiDocument.reference(property));
    }

    /** In JSON, where {@code package} is no word of Java's. */
    private static String nameOf(Field field) {
        JsonProperty named = field.getAnnotation(JsonProperty.class);
        return named == null ? field.getName() : named.value();
    }

    private static String kind(JsonNode schema) {
        return (schema.path("type").asText() + " " + schema.path("format").asText()).trim();
    }

    private static List<String> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(Object::toString).toList();
    }

    private static List<String> allowed(JsonNode schema) {
        return OpenApiDocument.items(schema.path("enum"))
                .filter(value -> !value.isNull())
                .map(JsonNode::asText)
                .toList();
    }

    /** The fields that are always in an answer: nulls are written. */
    Set<String> alwaysThere(String name) {
        return names(fields(classes.get(name)).stream().filter(field -> !field.isAnnotationPresent(JsonInclude.class)));
    }

    /** The fields that a request must have. */
    Set<String> demanded(String name) {
        return names(fields(classes.get(name)).stream()
                .filter(field ->
                        Stream.of(NotNull.class, NotBlank.class, NotEmpty.class).anyMatch(field::isAnnotationPresent)));
    }

    /** The fields of a request that null takes away. */
    Set<String> takenAway(String name) {
        return names(fields(classes.get(name)).stream().filter(field -> field.getType() == Given.class));
    }

    Set<String> required(String name) {
        return OpenApiDocument.items(document.schema(name).path("required"))
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<String> nullable(String name) {
        return document.schema(name).get("properties").properties().stream()
                .filter(property ->
                        document.resolve(property.getValue()).path("nullable").asBoolean())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The bounds of Bean Validation that the schema does not have, as sentences. */
    List<String> ofBounds(String name) {
        return fields(classes.get(name)).stream()
                .flatMap(field -> bounds(field)
                        .filter(bound -> {
                            JsonNode schema =
                                    document.resolve(document.schema(name).at("/properties/" + nameOf(field)));
                            return !bound.getValue()
                                    .equals(schema.path(bound.getKey()).asText());
                        })
                        .map(bound -> name + "." + nameOf(field) + " lacks " + bound))
                .toList();
    }

    private static Stream<Map.Entry<String, String>> bounds(Field field) {
        List<Map.Entry<String, String>> found = new ArrayList<>();
        String counted = field.getType() == String.class ? "Length" : "Items";
        Size size = field.getAnnotation(Size.class);
        if (size != null) {
            found.add(Map.entry("max" + counted, "" + size.max()));
        }
        if (size != null && size.min() > 0) {
            found.add(Map.entry("min" + counted, "" + size.min()));
        }
        if (field.isAnnotationPresent(NotEmpty.class)) {
            found.add(Map.entry("min" + counted, "1"));
        }
        if (field.isAnnotationPresent(NotBlank.class)) {
            found.add(Map.entry("pattern", "\\S"));
        }
        if (field.isAnnotationPresent(PositiveOrZero.class)) {
            found.add(Map.entry("minimum", "0"));
        }
        return found.stream();
    }

    private static Set<String> names(Stream<Field> fields) {
        return fields.map(SchemaComparison::nameOf).collect(Collectors.toCollection(TreeSet::new));
    }
}
