package com.wevion.credits.privacy;

import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** The personal data of a person, for operators, who answer the person. */
@ApplicationScoped
@Path("people/{userId}/personal-data")
@Produces(MediaType.APPLICATION_JSON)
@Requires(Action.HANDLE_PERSONAL_DATA)
public class PersonalDataResource {
    @Inject
    PersonalRecords records;

    /** All of it, as a file. */
    @GET
    public Response export(@PathParam("userId") String user) {
        UUID userId = Ids.pathId("person", user);
        return Response.ok(records.of(userId))
                .header("Content-Disposition", "attachment; filename=\"personal-data-" + userId + ".json\"")
                .build();
    }

    /** Erases names, addresses and sessions; again, it answers the same. */
    @DELETE
    public void erase(@PathParam("userId") String user) {
        records.erase(Ids.pathId("person", user));
    }
}
