package com.wevion.credits.event.mail;

import com.wevion.credits.event.EventType;
import com.wevion.credits.identity.CurrentCaller;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Party;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.platform.database.Sql;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** The mails that a member wants of a team, which nobody else sees. */
@ApplicationScoped
@Path("teams/{teamId}/mails")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Requires(Action.RECEIVE_MAILS)
public class TeamMailsResource {
    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    CurrentCaller caller;

    @Inject
    MailSettings settings;

    @Inject
    MailReceivers receivers;

    /** The caller's choice. */
    @GET
    public MailView get(@PathParam("teamId") String team) {
        UUID teamId = Ids.pathId("team", team);
        List<EventType> choices = choices(teamId);
        return receivers
                .of(teamId, caller.identity().person())
                .map(receiver -> MailView.of(receiver, settings.isOn(), choices))
                .orElseGet(() -> MailView.none(settings.isOn(), choices));
    }

    /** Chooses it. A new address gets a mail by which its reader confirms it. */
    @PUT
    public MailView put(@PathParam("teamId") String team, @NotNull @Valid MailRequest wanted) {
        UUID teamId = Ids.pathId("team", team);
        settings.require();
        List<EventType> choices = choices(teamId);
        MailReceiver kept = receivers.put(
                teamId,
                caller.identity().person(),
                wanted.checkedAddress(),
                wanted.checkedLanguage(),
                wanted.checkedTypes(choices));
        return MailView.of(kept, true, choices);
    }

    /** Ends it; the address is forgotten. */
    @DELETE
    public void delete(@PathParam("teamId") String team) {
        receivers.remove(Ids.pathId("team", team), caller.identity().person());
    }

    private List<EventType> choices(UUID teamId) {
        return Sql.on(dataSource)
                .first(
                        "SELECT role FROM member WHERE team_id = ? AND user_id = ? AND removed_at IS NULL",
                        row -> Audience.types(Party.valueOf(row.getString("role"))),
                        teamId,
                        caller.identity().person())
                .orElse(List.of());
    }
}
