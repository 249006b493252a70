package com.wevion.credits.platform.http;

import com.wevion.credits.platform.Ids;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import java.util.UUID;

/** The team that the address of a request names. */
public final class TeamInPath {
    private TeamInPath() {}

    /** The team; empty if the address names none, or what cannot be one. */
    public static Optional<UUID> of(ContainerRequestContext context) {
        return Ids.find(context.getUriInfo().getPathParameters().getFirst("teamId"));
    }
}
