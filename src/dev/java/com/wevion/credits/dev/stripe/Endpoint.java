package com.wevion.credits.dev.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One method of one path with the parameters that are accepted there. Any other is refused as Stripe refuses what it does
 * not know: so a typing error in the application is found, and so is the use of what is not simulated.
 */
final class Endpoint {
    private static final String ID = "([A-Za-z0-9_]+)";

    private final String method;
    private final Pattern path;
    private final Set<String> accepted;
    private final Function<Call, ObjectNode> work;

    private Endpoint(String method, String path, Function<Call, ObjectNode> work, String... accepted) {
        this.method = method;
        this.path = Pattern.compile(path.replace("{id}", ID));
        this.accepted = new TreeSet<>(Set.of(accepted));
        this.accepted.add("expand[]");
        this.work = work;
    }

    /** Accepted names are as in {@code line_items[][quantity]}; {@code metadata} accepts any key. */
    static Endpoint get(String path, Function<Call, ObjectNode> work, String... accepted) {
        return new Endpoint("GET", path, work, accepted);
    }

    /** As {@link #get}, with the parameters of every list. */
    static Endpoint list(String path, Function<Call, ObjectNode> work, String... accepted) {
        Endpoint endpoint = get(path, work, accepted);
        endpoint.accepted.addAll(Listing.PARAMETERS);
        return endpoint;
    }

    /** As {@link #get}. */
    static Endpoint post(String path, Function<Call, ObjectNode> work, String... accepted) {
        return new Endpoint("POST", path, work, accepted);
    }

    boolean matches(String givenMethod, String givenPath) {
        return method.equals(givenMethod) && path.matcher(givenPath).matches();
    }

    void check(FormParameters parameters) {
        for (String name : parameters.all().keySet()) {
            if (!accepted.contains(FormParameters.pattern(name))) {
                throw StripeFailure.unknownParameter(name);
            }
        }
    }

    /** The object itself, not a copy. */
    ObjectNode answer(String givenPath, FormParameters parameters) {
        Matcher matcher = path.matcher(givenPath);
        String id = matcher.matches() && matcher.groupCount() > 0 ? matcher.group(1) : null;
        return work.apply(new Call(id, parameters));
    }
}
