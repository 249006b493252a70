package com.wevion.credits.team;

import com.wevion.credits.platform.Forbidden;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The caller's permissions in a team (S3, S4, D12). To people outside it a team does not exist: they get the same 404 as for an unknown id.
 * Answers may be as old as {@code credits.team.cache.seconds}. Thread-safe.
 */
@ApplicationScoped
public class Access {
    // A service is no person; asking for it gives the team's side of a standing.
    private static final UUID NOBODY = new UUID(0, 0);

    @Inject
    Caller caller;

    @Inject
    Standings standings;

    /**
     * The person who spends the team's funds by this request.
     *
     * @param onBehalfOf the member a service acts for; a person may only name itself, or nobody (null)
     * @throws NotFound if the caller does not belong to the team
     * @throws Forbidden if the role is below MEDIA_BUYER, the team has no access to the feature, or a person acts for another one
     * @throws PlanRequired if the team has no paid plan
     * @throws Invalid if a service names nobody
     */
    public Spender spender(UUID teamId, UUID onBehalfOf, Feature feature) {
        UUID userId = spendsAs(onBehalfOf);
        Standing standing = standings.of(teamId, userId == null ? NOBODY : userId);
        if (userId == null) {
            throw new Invalid("userId", "is required from a service");
        }
        Membership membership = standing.membership().orElseGet(() -> outsider(userId));
        if (onBehalfOf != null && !onBehalfOf.equals(userId)) {
            throw new Forbidden("Only a service may act for another user.");
        }
        if (!membership.role().atLeast(Role.MEDIA_BUYER)) {
            throw needs("Spending needs the role MEDIA_BUYER or above.", role -> role.atLeast(Role.MEDIA_BUYER));
        }
        standing.require(feature);
        return new Spender(
                teamId,
                userId,
                membership.role(),
                standing.creativeFunding(),
                membership.capCreditsMicros(),
                membership.capUsdNanos());
    }

    /**
     * As whom this request spends, if it may: the person that calls, or the member a service acts for, which is null if it names
     * nobody.
     */
    public UUID spendsAs(UUID onBehalfOf) {
        return caller.isService() ? onBehalfOf : caller.userId();
    }

    /** A super admin may spend without being a member; for everybody else the team does not exist. */
    private Membership outsider(UUID userId) {
        if (caller.isService()) {
            throw new Forbidden("The user is not a member of the team.");
        }
        if (!caller.isSuperAdmin()) {
            throw new NotFound("team");
        }
        return Membership.withoutCaps(Role.ADMIN, userId.toString());
    }

    /**
     * The person who buys credits for the team by this request: one of the team's minimum purchase role or above (D12).
     *
     * @throws NotFound if the caller does not belong to the team
     * @throws Forbidden if the role is too low, or the caller is a service: every purchase has a person
     * @throws PlanRequired if the team has no paid plan
     */
    public UUID buyer(UUID teamId) {
        Standing standing = standings.of(teamId, caller.isService() ? NOBODY : caller.userId());
        if (caller.isService() && !caller.isSuperAdmin()) {
            throw new Forbidden("Only a person can buy credits, not a service.");
        }
        UUID userId = caller.userId();
        Role role = standing.membership().orElseGet(() -> outsider(userId)).role();
        Role least = standing.minimumPurchaseRole();
        if (!role.atLeast(least)) {
            throw needs("Buying credits needs the role " + least + " or above.", other -> other.atLeast(least));
        }
        standing.requirePaidPlan();
        return userId;
    }

    /** The person that calls, whatever it may do; empty for a service. */
    public Optional<UUID> person() {
        return caller.isService() ? Optional.empty() : Optional.of(caller.userId());
    }

    /**
     * Checks that the caller may see the balance: every member may.
     *
     * @throws NotFound if the caller does not belong to the team
     */
    public void canReadBalance(UUID teamId) {
        roleIn(teamId);
    }

    /**
     * The person whose history the caller may see.
     *
     * @return empty for the whole team's; for a media buyer only its own id
     * @throws NotFound if the caller does not belong to the team
     * @throws Forbidden for a viewer
     */
    public Optional<UUID> historyOf(UUID teamId) {
        Role role = roleIn(teamId);
        if (role == Role.VIEWER) {
            throw needs("The history needs the role FINANCE, or MEDIA_BUYER or above.", other -> other != Role.VIEWER);
        }
        return role == Role.MEDIA_BUYER ? Optional.of(caller.userId()) : Optional.empty();
    }

    /**
     * Checks that the caller may see what the team is billed: FINANCE, MANAGER and above may (D12).
     *
     * @throws NotFound if the caller does not belong to the team
     * @throws Forbidden for everybody else
     */
    public void canReadBills(UUID teamId) {
        Role role = roleIn(teamId);
        if (!readsBills(role)) {
            throw needs("The bills need the role FINANCE, or MANAGER or above.", Access::readsBills);
        }
    }

    private static boolean readsBills(Role role) {
        return role == Role.FINANCE || role.atLeast(Role.MANAGER);
    }

    /**
     * Checks that the caller may decide on work that somebody caused: the person itself, MANAGER and above may.
     *
     * @throws NotFound if the caller does not belong to the team
     * @throws Forbidden for everybody else
     */
    public void canActFor(UUID teamId, UUID userId) {
        if (!roleIn(teamId).atLeast(Role.MANAGER) && !caller.userId().equals(userId)) {
            throw new Forbidden("Only the person who caused it, or the role MANAGER or above, may do this.");
        }
    }

    /**
     * Checks that the caller may report how a team's work ended: a service or a super admin may. People hold tokens in browsers,
     * and who pays must not say what it cost (D19).
     *
     * @throws NotFound if the caller does not belong to the team
     * @throws Forbidden for every person of the team
     */
    public void canReport(UUID teamId) {
        roleIn(teamId);
        aboveTeams();
    }

    /**
     * Checks that the caller may see the settings: every member but a viewer may.
     *
     * @throws NotFound if the caller does not belong to the team
     * @throws Forbidden for a viewer
     */
    public void canReadSettings(UUID teamId) {
        if (roleIn(teamId) == Role.VIEWER) {
            throw needs("A VIEWER may not see the settings.", role -> role != Role.VIEWER);
        }
    }

    /**
     * Checks that the caller may change members and their caps.
     *
     * @return the role in which it does so; ADMIN for services and super admins
     * @throws NotFound if the caller does not belong to the team
     * @throws Forbidden if the role is below OWNER
     */
    public Role canAdminister(UUID teamId) {
        Role role = roleIn(teamId);
        if (!role.atLeast(Role.OWNER)) {
            throw needs("This needs the role OWNER or ADMIN.", other -> other.atLeast(Role.OWNER));
        }
        return role;
    }

    /**
     * Checks that the caller may change the team's settings: its owner and admins may, a service may not.
     *
     * @throws NotFound if the caller does not belong to the team
     * @throws Forbidden for everybody else
     */
    public void canChangeSettings(UUID teamId) {
        canAdminister(teamId);
        if (caller.isService() && !caller.isSuperAdmin()) {
            throw new Forbidden("Only the team's OWNER or ADMIN may change the settings.");
        }
    }

    /** @throws Forbidden unless the caller is a super admin */
    public void superAdmin() {
        if (!caller.isSuperAdmin()) {
            throw new Forbidden("This needs the role SUPER_ADMIN.");
        }
    }

    /** @throws Forbidden unless the caller is a service */
    public void service() {
        if (!caller.isService()) {
            throw new Forbidden("This is for services only.");
        }
    }

    /** @throws Forbidden unless the caller is a service or a super admin */
    public void aboveTeams() {
        if (!caller.isAboveTeams()) {
            throw new Forbidden("This needs the role SERVICE or SUPER_ADMIN.");
        }
    }

    private static Forbidden needs(String detail, Predicate<Role> allows) {
        return new Forbidden(
                detail, Stream.of(Role.values()).filter(allows).map(Role::name).toList());
    }

    private Role roleIn(UUID teamId) {
        if (caller.isAboveTeams()) {
            standings.of(teamId, NOBODY);
            return Role.ADMIN;
        }
        return standings
                .of(teamId, caller.userId())
                .membership()
                .orElseThrow(() -> new NotFound("team"))
                .role();
    }
}
