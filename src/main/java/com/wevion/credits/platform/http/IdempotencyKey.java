package com.wevion.credits.platform.http;

import com.wevion.credits.platform.Invalid;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.regex.Pattern;

/** The {@code Idempotency-Key} header that every creating POST needs, so that a retry gets the first answer. */
public final class IdempotencyKey {
    /** The header's name. */
    public static final String HEADER = "Idempotency-Key";

    private static final String REPLAYED_HEADER = "Idempotent-Replayed";
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]{1,255}");

    private IdempotencyKey() {}

    /**
     * The key of a request.
     *
     * @throws Invalid unless there is exactly one such header, of 1–255 visible ASCII characters
     */
    public static String of(HttpHeaders headers) {
        List<String> values = headers.getRequestHeader(HEADER);
        if (values == null || values.isEmpty()) {
            throw new Invalid(HEADER, "is required");
        }
        if (values.size() > 1) {
            throw new Invalid(HEADER, "must be given once");
        }
        String key = values.get(0);
        if (!VISIBLE_ASCII.matcher(key).matches()) {
            throw new Invalid(HEADER, "must be 1 to 255 visible ASCII characters");
        }
        return key;
    }

    /** Marks the answer to a retry, so that a caller can tell it from the first one. */
    public static Response.ResponseBuilder replayed(Response.ResponseBuilder answer, boolean replayed) {
        return replayed ? answer.header(REPLAYED_HEADER, true) : answer;
    }
}
