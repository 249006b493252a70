package com.wevion.credits.event.mail;

import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** The links in mails. Only POST follows them, as programs that look at mails open what they find; GET shows a page with a button. */
@ApplicationScoped
@Path("mail-links")
@Produces(MediaType.APPLICATION_JSON)
@Requires(Action.FOLLOW_A_MAILS_LINK)
public class MailLinksResource {
    /**
     * A link that was followed.
     *
     * @param did CONFIRM or UNSUBSCRIBE
     */
    public record Followed(MailLinks.Purpose did) {}

    @Inject
    MailSettings settings;

    @Inject
    MailLinks links;

    /** Leads to the page on which its reader follows it. */
    @GET
    @Path("{token}")
    @Produces(MediaType.TEXT_HTML)
    public Response page(@PathParam("token") String token) {
        settings.require();
        URI page = links.page(token);
        return Response.seeOther(page)
                .entity("<!doctype html><title>AI Credits</title><a href=\"" + MailText.escaped(page.toString())
                        + "\">AI Credits</a>")
                .build();
    }

    /** Confirms an address, or ends all mails to it; also by a mail program's one click (RFC 8058), whose body says nothing else. */
    @POST
    @Path("{token}")
    @Consumes(MediaType.WILDCARD)
    public Followed follow(@PathParam("token") String token) {
        settings.require();
        return new Followed(links.follow(token));
    }
}
