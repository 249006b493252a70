package com.wevion.credits.identity;

import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** The ids of people, so that a host can name members and owners before they first sign in. */
@Path("identity/person-id")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class PersonIdResource {
    private static final int LONGEST = 1_000;

    record PersonId(String issuer, String subject, UUID personId) {}

    @Inject
    Issuers issuers;

    /**
     * The id of the person whom the issuer knows by this subject, whether or not there is one.
     *
     * @param issuer the claim {@code iss} of the issuer's tokens
     * @param subject the claim that names the person, {@code sub} unless the settings say otherwise
     */
    @GET
    @Requires(Action.FIND_IDS_OF_PEOPLE)
    public PersonId get(@QueryParam("issuer") String issuer, @QueryParam("subject") String subject) {
        if (issuer == null || issuers.at(issuer).isEmpty()) {
            throw new Invalid("issuer", "must be the address of a configured issuer");
        }
        if (subject == null || subject.isBlank() || subject.length() > LONGEST) {
            throw new Invalid("subject", "must be a text of 1 to " + LONGEST + " characters");
        }
        return new PersonId(issuer, subject, PersonIds.of(issuer, subject));
    }
}
