package com.wevion.credits.identity;

import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/** Tokens for trying the API with curl alone; also reachable as {@code /dev/tokens}. */
@Path("dev/tokens")
@Requires(Action.TRY_OUT)
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class DevTokensResource {
    record TokenRequest(
            @NotNull UUID userId, @NotBlank @Size(max = 200) String name, EnumSet<PlatformRole> roles) {}

    record IssuedToken(String token) {}

    @Inject
    DevTokens tokens;

    /** Issues a token for the person or service that the caller names. */
    @POST
    public IssuedToken issue(@NotNull @Valid TokenRequest body) {
        Set<PlatformRole> roles = body.roles() == null ? Set.of() : body.roles();
        return new IssuedToken(tokens.issue(body.userId(), body.name(), roles));
    }
}
