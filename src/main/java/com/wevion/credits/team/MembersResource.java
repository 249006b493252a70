package com.wevion.credits.team;

import com.wevion.credits.ledger.MemberUse;
import com.wevion.credits.ledger.MemberUses;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The members of a team; for OWNER and ADMIN, services and super admins. */
@Path("teams/{teamId}/members")
@Requires(Action.ADMINISTER_MEMBERS)
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class MembersResource {
    /** The cursor: the list is in the order of user ids. */
    record Position(UUID userId) {}

    @Inject
    Access access;

    @Inject
    Members members;

    @Inject
    MemberUses uses;

    /** Takes somebody in (201) or changes how a member stands (200), or asks for a higher cap (202). */
    @PUT
    @Path("{userId}")
    public Response put(
            @PathParam("teamId") String team,
            @PathParam("userId") String user,
            @NotNull @Valid MemberDescription description) {
        UUID teamId = Ids.pathId("team", team);
        Role granter = access.roleIn(teamId);
        UUID userId = Ids.parse("userId", user);
        return members.put(teamId, userId, description, granter)
                .answer(put -> Response.status(put.created() ? 201 : 200)
                        .entity(MemberView.of(put.value()))
                        .build());
    }

    /** Ends a membership; asked again, it answers the same. */
    @DELETE
    @Path("{userId}")
    public void remove(@PathParam("teamId") String team, @PathParam("userId") String user) {
        UUID teamId = Ids.pathId("team", team);
        Role granter = access.roleIn(teamId);
        members.remove(teamId, Ids.pathId("member", user), granter);
    }

    /** The members of the team, each with its use this month. */
    @GET
    public Page<ListedMember> list(
            @PathParam("teamId") String team, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        UUID teamId = Ids.pathId("team", team);
        int size = Paging.limit(limit);
        Optional<UUID> after = Paging.position(cursor, Position.class).map(Position::userId);
        List<Member> rows = members.list(teamId, after, size + 1);
        Map<UUID, MemberUse> used =
                uses.of(teamId, rows.stream().map(Member::userId).toList());
        return Paging.page(
                rows.stream()
                        .map(member -> ListedMember.of(member, used.getOrDefault(member.userId(), MemberUse.NONE)))
                        .toList(),
                size,
                member -> new Position(member.userId()));
    }
}
