package com.wevion.credits.approval;

import com.wevion.credits.platform.http.IdempotencyKey;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/**
 * The result of an operation, or the approval that it waits for.
 *
 * @param done null while it waits
 * @param asked null if it is done
 */
public record DoneOrAsked<T>(T done, Approvals.Asked asked) {
    /** It is done. */
    public static <T> DoneOrAsked<T> done(T done) {
        return new DoneOrAsked<>(done, null);
    }

    /** It waits. */
    public static <T> DoneOrAsked<T> asked(Approvals.Asked asked) {
        return new DoneOrAsked<>(null, asked);
    }

    /** The answer to the request: 202 with the approval while it waits. */
    public Response answer(Function<T, Response> whenDone) {
        return asked == null
                ? whenDone.apply(done)
                : IdempotencyKey.replayed(
                                Response.status(Response.Status.ACCEPTED).entity(asked.approval()), asked.replayed())
                        .build();
    }
}
