package com.wevion.credits.signin;

import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.platform.http.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/**
 * The session of a browser that shows the pages. It is behind a cookie that scripts cannot read and other sites' requests do not carry;
 * the pages get a token of a few minutes for it, and call the API with it like all other callers. The cookie itself gives access to nothing
 * except this resource.
 */
@Path("session")
@Requires(Action.SIGN_IN)
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {
    record SignInRequest(@NotNull UUID userId) {}

    /** @param url the address at which the person also signs out of the provider, null if there is none */
    record SignedOut(String url) {}

    @Context
    HttpServletRequest request;

    @Context
    HttpServletResponse response;

    @Inject
    PageSessions sessions;

    /** The session as it is, with a token if somebody is signed in. */
    @GET
    public Response get() {
        SameSite.require(request);
        return answer(sessions.of(request));
    }

    /**
     * Signs in as one of the people of the embedded default.
     *
     * @throws NotFound for others, and wherever people sign in at a provider
     */
    @POST
    public Response signIn(@NotNull @Valid SignInRequest body) {
        SameSite.require(request);
        return answer(sessions.beginDemo(request, response, body.userId()));
    }

    /**
     * Ends the session; a retry gets the same answer.
     *
     * @param everywhere {@code true}: all other sessions of the person end as well, in any browser
     */
    @DELETE
    public Response signOut(@QueryParam("everywhere") String everywhere) {
        SameSite.require(request);
        return answer(new SignedOut(sessions.end(request, response, Parameters.flag("everywhere", everywhere))));
    }

    private static Response answer(Object entity) {
        return Response.ok(entity).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
