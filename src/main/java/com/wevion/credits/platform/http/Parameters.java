package com.wevion.credits.platform.http;

import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Arrays;

/** Query parameters: what holds for all of them, and how the constants among them are read. */
@Provider
@ApplicationScoped
public class Parameters implements ContainerRequestFilter {
    /** Refuses the one character that the database cannot keep, as {@link Json} does in bodies. */
    @Override
    public void filter(ContainerRequestContext request) {
        request.getUriInfo().getQueryParameters().forEach((name, values) -> {
            if (values.stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
                throw new Invalid(name, "must not contain NUL");
            }
        });
    }

    /**
     * The constant that a parameter names.
     *
     * @return null if the parameter is absent
     * @throws Invalid if there is no such constant
     */
    public static <E extends Enum<E>> E constant(String field, Class<E> type, String name) {
        if (name == null) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Invalid(field, "must be one of " + Arrays.toString(type.getEnumConstants())));
    }

    /**
     * True if the parameter is {@code true}.
     *
     * @return false if the parameter is absent
     * @throws Invalid if it is neither {@code true} nor {@code false}
     */
    public static boolean flag(String field, String text) {
        if (text != null && !text.equals("true") && !text.equals("false")) {
            throw new Invalid(field, "must be true or false");
        }
        return "true".equals(text);
    }
}
