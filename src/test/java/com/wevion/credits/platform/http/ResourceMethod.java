package com.wevion.credits.platform.http;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Party;
import com.wevion.credits.platform.access.Reach;
import com.wevion.credits.platform.access.Requires;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A method of a JAX-RS resource.
 *
 * @param takesIdempotencyKey true if it reads the header
 */
record ResourceMethod(Method method, String verb, boolean takesIdempotencyKey) {
    static final String BASE = "com.wevion.credits";

    static List<ResourceMethod> all() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(BASE).stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .flatMap(ResourceMethod::of)
                        .toList();
    }

    private static Stream<ResourceMethod> of(JavaClass resource) {
        return resource.getMethods().stream()
                .flatMap(method -> Arrays.stream(method.reflect().getAnnotations())
                        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                        .filter(verb -> verb != null)
                        .map(verb -> new ResourceMethod(method.reflect(), verb.value(), readsKey(method))));
    }

    private static boolean readsKey(JavaMethod method) {
        return method.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().isEquivalentTo(IdempotencyKey.class)
                        && call.getName().equals("of"));
    }

    /** As in {@code GET /catalog}. */
    String route() {
        String path = Stream.of(method.getDeclaringClass(), method)
                .map(element -> element.getAnnotation(Path.class))
                .filter(part -> part != null)
                .map(Path::value)
                .collect(Collectors.joining("/", "/", ""));
        return verb + " " + path;
    }

    /** Each as in {@code query limit}. */
    Set<String> parameters() {
        Set<String> found = new TreeSet<>();
        Stream<AnnotatedElement> beans = Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(BeanParam.class))
                .flatMap(parameter -> Arrays.stream(parameter.getType().getDeclaredFields()));
        Stream.concat(Arrays.stream(method.getParameters()), beans).forEach(element -> {
            Optional.ofNullable(element.getAnnotation(PathParam.class))
                    .ifPresent(parameter -> found.add("path " + parameter.value()));
            Optional.ofNullable(element.getAnnotation(HeaderParam.class))
                    .ifPresent(parameter -> found.add("header " + parameter.value()));
            Optional.ofNullable(element.getAnnotation(QueryParam.class))
                    .ifPresent(parameter -> found.add("query " + parameter.value()));
        });
        if (takesIdempotencyKey) {
            found.add("header " + IdempotencyKey.HEADER);
        }
        return found;
    }

    /** The type of the JSON that it reads. */
    Optional<Type> body() {
        return anyBody().filter(type -> type != byte[].class && type != InputStream.class);
    }

    private Optional<Type> anyBody() {
        return Arrays.stream(method.getParameters())
                .filter(parameter -> Arrays.stream(parameter.getAnnotations())
                        .map(annotation -> annotation.annotationType().getPackageName())
                        .noneMatch(name -> name.startsWith("jakarta.ws.rs")))
                .map(Parameter::getParameterizedType)
                .findFirst();
    }

    /** The media types of its answers, without parameters; none without an answer. */
    Set<String> media() {
        return method.getReturnType() == void.class && !tellsEvents()
                ? Set.of()
                : Arrays.stream(annotation(Produces.class).orElseThrow().value())
                        .map(type -> type.replaceFirst(";.*", ""))
                        .collect(Collectors.toSet());
    }

    /** True if its answer is a stream of events, which is no return value. */
    boolean tellsEvents() {
        return Arrays.asList(method.getParameterTypes()).contains(SseEventSink.class);
    }

    /** True if it reads a body, JSON or raw. */
    boolean readsBody() {
        return anyBody().isPresent();
    }

    /** True if it reads bodies of some media types only. */
    boolean readsSomeMediaTypes() {
        return readsBody()
                && !Arrays.asList(annotation(Consumes.class).orElseThrow().value())
                        .contains("*/*");
    }

    /** A media type of bodies that it reads. */
    String contentType() {
        String first = annotation(Consumes.class).orElseThrow().value()[0];
        return first.equals("*/*") ? "application/json" : first;
    }

    /** The rule; empty if it has none. */
    Optional<Action> action() {
        return annotation(Requires.class).map(Requires::value);
    }

    boolean isPublic() {
        return action().filter(action -> action.reach() == Reach.PUBLIC).isPresent();
    }

    /** True if some callers with a token are refused. */
    boolean isForSome() {
        return action().filter(action -> action.parties().size() < Party.values().length)
                .isPresent();
    }

    /** True if it is about one team, which does not exist for those outside. */
    boolean isInATeam() {
        return action().filter(action -> action.reach() == Reach.TEAM).isPresent();
    }

    private <A extends Annotation> Optional<A> annotation(Class<A> type) {
        return Stream.of(method, method.getDeclaringClass())
                .map(element -> element.getAnnotation(type))
                .filter(found -> found != null)
                .findFirst();
    }
}
