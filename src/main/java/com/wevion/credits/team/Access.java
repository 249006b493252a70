package com.wevion.credits.team;

import com.wevion.credits.identity.key.ApiKey;
import com.wevion.credits.platform.Forbidden;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Extent;
import com.wevion.credits.platform.access.Party;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
        Membership membership = standing.membership().orElseGet(() -> outsider(teamId, userId));
        if (onBehalfOf != null && !onBehalfOf.equals(userId)) {
            throw new Forbidden("Only a service may act for another user.");
        }
        if (!Action.SPEND.allows(membership.role().party())) {
            throw refused(Action.SPEND);
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
     * As whom this request spends, if it may: the person that calls, or the member a machine acts for, which is null if it names
     * nobody.
     */
    public UUID spendsAs(UUID onBehalfOf) {
        return caller.isMachine() ? onBehalfOf : caller.userId();
    }

    /** A super admin may spend without being a member; for everybody else the team does not exist. */
    private Membership outsider(UUID teamId, UUID userId) {
        if (caller.isMachine()) {
            throw new Forbidden("The user is not a member of the team.");
        }
        if (!caller.isSuperAdmin()) {
            throw stranger(teamId);
        }
        return Membership.withoutCaps(Role.ADMIN, userId.toString());
    }

    /**
     * The person who buys credits for the team by this request: one of the team's minimum purchase role or above (D12). By an API key
     * it is the person who made the key.
     *
     * @throws NotFound if the caller does not belong to the team
     * @throws Forbidden if the role is too low, or the caller is a service: every purchase has a person
     * @throws PlanRequired if the team has no paid plan
     */
    public UUID buyer(UUID teamId) {
        Standing standing = standings.of(teamId, person().orElse(NOBODY));
        UUID userId = person().orElseThrow(() -> new Forbidden("Only a person can buy credits, not a service."));
        Role role =
                standing.membership().map(Membership::role).orElseGet(() -> roleOfABuyerFromOutside(teamId, userId));
        Role least = standing.minimumPurchaseRole();
        if (!role.atLeast(least)) {
            throw needs("Buying credits needs the role " + least + " or above.", other -> other.atLeast(least));
        }
        standing.requirePaidPlan();
        return userId;
    }

    private Role roleOfABuyerFromOutside(UUID teamId, UUID userId) {
        return caller.key()
                .map(key -> {
                    if (!key.isOfThePlatform()) {
                        throw new Forbidden(
                                "The person who made this API key, and in whose name it buys, has left the team.");
                    }
                    return Role.ADMIN;
                })
                .orElseGet(() -> outsider(teamId, userId).role());
    }

    /** The person that calls, whatever it may do, or that made the API key; empty for a service. */
    public Optional<UUID> person() {
        return caller.isService()
                ? Optional.empty()
                : Optional.of(caller.key().map(ApiKey::madeBy).orElseGet(caller::userId));
    }

    /**
     * Checks that the caller may do something in the whole platform.
     *
     * @throws Forbidden otherwise
     */
    public void require(Action action) {
        if (extentOf(action) == Extent.NONE) {
            throw refused(action);
        }
    }

    /**
     * Checks that the caller may do something in a team. People are held against an action that the feature decides itself by the feature;
     * here only the team has to exist for them.
     *
     * @return the extent to which it may
     * @throws NotFound if the caller does not belong to the team
     * @throws Forbidden if it does, but may not do this
     */
    Extent require(UUID teamId, Action action) {
        Extent extent = extentIn(teamId, action);
        if (extent == Extent.NONE && (!caller.isByItsRole() || !action.isDecidedByTheFeature())) {
            throw refused(action);
        }
        return extent;
    }

    /** The person whose things this request is about, as far as the caller's role goes; empty for everybody's in the team. */
    public Optional<UUID> only() {
        return caller.only();
    }

    /**
     * The person with whose things the caller may do something else than what it asks for.
     *
     * @return empty for everybody's in the team
     * @throws Forbidden if it may not do this at all
     */
    public Optional<UUID> only(UUID teamId, Action action) {
        return self(require(teamId, action));
    }

    private Optional<UUID> self(Extent extent) {
        return extent == Extent.OWN ? Optional.of(caller.userId()) : Optional.empty();
    }

    /**
     * Checks that the caller may do what it asks for with something that this person caused.
     *
     * @throws Forbidden if its role lets it do so with its own things only
     */
    public void canActFor(UUID userId) {
        if (only().filter(self -> !self.equals(userId)).isPresent()) {
            throw new Forbidden("Only the person who caused it, or the role MANAGER or above, may do this.");
        }
    }

    /**
     * The role in which the caller acts in a team; ADMIN for those who act by something else than their role.
     *
     * @throws NotFound if the caller does not belong to the team
     */
    Role roleIn(UUID teamId) {
        if (!caller.isByItsRole()) {
            if (caller.key().filter(key -> !key.isFor(teamId)).isPresent()) {
                throw stranger(teamId);
            }
            standings.of(teamId, NOBODY);
            return Role.ADMIN;
        }
        return standings
                .of(teamId, caller.userId())
                .membership()
                .orElseThrow(() -> stranger(teamId))
                .role();
    }

    private Extent extentIn(UUID teamId, Action action) {
        Role role = roleIn(teamId);
        return caller.isByItsRole() ? action.extent(role.party()) : extentOf(action);
    }

    /** The furthest of the extents that the caller's platform roles, or the scopes of its key, give. */
    private Extent extentOf(Action action) {
        return caller.identity()
                .parties()
                .map(action::extent)
                .max(Comparator.naturalOrder())
                .orElse(Extent.NONE);
    }

    private Forbidden refused(Action action) {
        boolean isByKey = caller.key().isPresent();
        List<Party> parties = action.parties().stream()
                .filter(party -> party.isAScope() == isByKey)
                .toList();
        if (parties.isEmpty()) {
            return new Forbidden(action.words() + " is nothing that an API key can do.");
        }
        String kind = isByKey ? "scope" : "role";
        String names = parties.stream().map(Party::text).collect(Collectors.joining(", "));
        return new Forbidden(
                action.words() + " needs " + (parties.size() == 1 ? "the " + kind : "one of the " + kind + "s") + " "
                        + names + ".",
                parties.stream().filter(Party::isOfATeam).map(Party::name).toList());
    }

    private static Forbidden needs(String detail, Predicate<Role> allows) {
        return new Forbidden(
                detail, Stream.of(Role.values()).filter(allows).map(Role::name).toList());
    }

    private NotFound stranger(UUID teamId) {
        caller.isStrangerTo(teamId);
        return new NotFound("team");
    }
}
