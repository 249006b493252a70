package com.wevion.credits.dev.stripe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Pages of objects, newest first. */
final class Listing {
    /** The parameters that every list accepts. */
    static final Set<String> PARAMETERS = Set.of(
            "limit",
            "starting_after",
            "ending_before",
            "created",
            "created[gt]",
            "created[gte]",
            "created[lt]",
            "created[lte]");

    private static final int DEFAULT_LIMIT = 10;
    private static final int MOST = 100;

    private Listing() {}

    /** A page of those that have the parameters' values in the fields of the same names. */
    static ObjectNode page(String url, List<ObjectNode> newestFirst, FormParameters parameters, String... fields) {
        Predicate<ObjectNode> wanted = created(parameters);
        for (String field : fields) {
            String value = parameters.text(field);
            if (value != null) {
                wanted = wanted.and(
                        object -> Objects.equals(value, object.path(field).asText(null)));
            }
        }
        List<ObjectNode> found = newestFirst.stream().filter(wanted).toList();
        int limit = limit(parameters);
        int from = 0;
        int to = found.size();
        boolean backwards = parameters.text("ending_before") != null;
        if (parameters.text("starting_after") != null) {
            from = indexOf(found, parameters, "starting_after") + 1;
        }
        if (backwards) {
            to = indexOf(found, parameters, "ending_before");
        }
        boolean more = to - from > limit;
        if (more && backwards) {
            from = to - limit;
        } else if (more) {
            to = from + limit;
        }
        return list(url, found.subList(from, to), more);
    }

    private static int limit(FormParameters parameters) {
        long limit = parameters.number("limit", DEFAULT_LIMIT);
        if (limit < 1 || limit > MOST) {
            throw StripeFailure.invalid("parameter_invalid_integer", "A limit is 1 to 100.", "limit");
        }
        return (int) limit;
    }

    private static int indexOf(List<ObjectNode> found, FormParameters parameters, String parameter) {
        String id = parameters.required(parameter);
        return IntStream.range(0, found.size())
                .filter(index -> found.get(index).get("id").textValue().equals(id))
                .findFirst()
                .orElseThrow(() -> StripeFailure.noSuchReference("object", id, parameter));
    }

    private static Predicate<ObjectNode> created(FormParameters parameters) {
        long exactly = parameters.number("created", -1);
        long after = Math.max(
                parameters.number("created[gte]", Long.MIN_VALUE),
                parameters.text("created[gt]") == null ? Long.MIN_VALUE : parameters.number("created[gt]") + 1);
        long until = Math.min(
                parameters.number("created[lte]", Long.MAX_VALUE),
                parameters.text("created[lt]") == null ? Long.MAX_VALUE : parameters.number("created[lt]") - 1);
        return object -> {
            long created = object.path("created").asLong();
            return (exactly < 0 || created == exactly) && created >= after && created <= until;
        };
    }

    private static ObjectNode list(String url, List<ObjectNode> items, boolean more) {
        ObjectNode list = StripeObjects.empty().put("object", "list");
        ArrayNode data = list.putArray("data");
        items.forEach(data::add);
        return list.put("has_more", more).put("url", url);
    }
}
