package com.wevion.credits.benchmark.floor;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;

/** Authenticated calls that do nothing. */
@RequestScoped
@Path("")
public class FloorResource {
    @Context
    SecurityContext security;

    /** A host's request for a message. */
    public static class Question {
        /** In tokens. */
        public int estimatedInputTokens;
        /** In tokens. */
        public int maxOutputTokens;
    }

    /** As long as the answer to it. */
    public static class Answer {
        /** A message. */
        public String messageId = "01900000-0000-7000-8000-000000000000";
        /** Its state. */
        public String status = "ADMITTED";
        /** In credits. */
        public String held = "63";
        /** In credits. */
        public String available = "100000";
        /** Of both. */
        public String unit = "credits";
        /** A time. */
        public String expiresAt = Instant.EPOCH.toString();
    }

    /** Does nothing at all; the body is not read. */
    @POST
    @Path("empty")
    public void empty() {
        mustBeKnown();
    }

    /** Reads a small JSON document and answers one. */
    @POST
    @Path("json")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Answer json(Question question) {
        mustBeKnown();
        return new Answer();
    }

    /** The number of messages acknowledged since the last reset, and the microseconds from first to last. */
    @GET
    @Path("acknowledged")
    @Produces(MediaType.TEXT_PLAIN)
    public String acknowledged() {
        return AcknowledgingListener.count() + " " + AcknowledgingListener.microseconds();
    }

    /** Counts from 0 again. */
    @POST
    @Path("acknowledged")
    public void countAnew() {
        AcknowledgingListener.countAnew();
    }

    private void mustBeKnown() {
        if (security.getUserPrincipal() == null) {
            throw new NotAuthorizedException("Bearer");
        }
    }
}
