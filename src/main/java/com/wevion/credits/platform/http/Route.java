package com.wevion.credits.platform.http;

import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.regex.Pattern;

/** The template of the addresses that a method of a resource serves, such as {@code /teams/{teamId}/jobs}. */
final class Route {
    /** Of requests that no resource serves. */
    static final String NONE = "none";

    private static final Pattern EXPRESSION = Pattern.compile("\\{\\s*(\\w+)\\s*:[^/]*}");
    private static final Pattern SLASHES = Pattern.compile("/{2,}");

    private Route() {}

    /** The template, below the prefix of the API; that of the resource alone for what the framework answers itself. */
    static String of(Class<?> resource, Method handler) {
        Path whole = path(resource);
        if (whole == null) {
            return NONE;
        }
        Path rest = handler == null ? null : handler.getAnnotation(Path.class);
        String template = "/" + whole.value() + (rest == null ? "" : "/" + rest.value());
        String named = EXPRESSION.matcher(template).replaceAll("{$1}");
        return SLASHES.matcher(named).replaceAll("/");
    }

    /** Of the class itself, which may stand behind a proxy of the container. */
    private static Path path(Class<?> resource) {
        for (Class<?> type = resource; type != null; type = type.getSuperclass()) {
            if (type.isAnnotationPresent(Path.class)) {
                return type.getAnnotation(Path.class);
            }
        }
        return null;
    }
}
