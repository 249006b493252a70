package com.wevion.credits.platform.http;

import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.Refusal;
import com.wevion.credits.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The query parameters {@code limit} and {@code cursor} of lists. A cursor is the position of the last item seen, as
 * base64url of JSON; callers treat it as opaque, and the service treats it as input that may be forged.
 */
public final class Paging {
    /** Items on a page when none is asked for. */
    public static final int DEFAULT_LIMIT = 50;
    /** The most items on a page. */
    public static final int MAXIMUM_LIMIT = 200;

    private static final int LONGEST_CURSOR = 1_000;
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    /** The position in a list by descending ids. */
    private record ById(UUID id) {}

    private Paging() {}

    /**
     * The page size of a request.
     *
     * @param text the parameter, null when absent
     * @throws Invalid unless it is absent or a whole number from 1 to 200
     */
    public static int limit(String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        int limit = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MAXIMUM_LIMIT) {
            throw new Invalid("limit", "must be a whole number from 1 to " + MAXIMUM_LIMIT);
        }
        return limit;
    }

    /** The cursor for a position, a record of what the list is ordered by. */
    public static String cursor(Object position) {
        byte[] json = Json.write(position).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }

    /**
     * The position a cursor stands for.
     *
     * @param cursor the parameter, null when absent
     * @return empty for the first page
     * @throws Invalid if the cursor was not made by {@link #cursor} for such a position
     */
    public static <T> Optional<T> position(String cursor, Class<T> type) {
        if (cursor == null) {
            return Optional.empty();
        }
        try {
            if (cursor.length() <= LONGEST_CURSOR) {
                byte[] json = Base64.getUrlDecoder().decode(cursor);
                T position = Json.read(new String(json, StandardCharsets.UTF_8), type);
                // Written again it is the same, unless a part of it was missing.
                if (cursor(position).equals(cursor) && !Json.write(position).contains("null")) {
                    return Optional.of(position);
                }
            }
        } catch (IllegalArgumentException | Refusal e) {
            // Whatever is wrong inside it, the caller can only be told that it is no cursor.
        }
        throw new Invalid("cursor", "is not a cursor of this list");
    }

    /**
     * Makes a page of rows that were read with one more than the limit, to know if there is a next page.
     *
     * @param rows up to {@code limit + 1} rows, in order
     * @param position the key by which the list is ordered
     */
    public static <T> Page<T> page(List<T> rows, int limit, Function<T, ?> position) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        List<T> items = rows.subList(0, limit);
        return new Page<>(items, cursor(position.apply(items.get(limit - 1))));
    }

    /**
     * The id before which a page of a list by descending ids begins.
     *
     * @param cursor the parameter, null when absent
     * @throws Invalid if the cursor is not one of such a list
     */
    public static UUID beforeId(String cursor) {
        return position(cursor, ById.class).map(ById::id).orElse(AFTER_ALL);
    }

    /** As {@link #page}, of a list by descending ids. */
    public static <T> Page<T> byId(List<T> rows, int limit, Function<T, UUID> id) {
        return page(rows, limit, row -> new ById(id.apply(row)));
    }
}
