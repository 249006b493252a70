package com.wevion.credits.team;

import com.wevion.credits.approval.ApprovalKind;
import com.wevion.credits.approval.Approvals;
import com.wevion.credits.approval.CapRaise;
import com.wevion.credits.approval.DoneOrAsked;
import com.wevion.credits.approval.SecondPerson;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.Forbidden;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.AuditEvent;
import com.wevion.credits.trail.AuditLog;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The members of teams: who belongs to them, as what, and with which caps. */
@Stateless
public class Members {
    /**
     * A person's place in a team, present or former.
     *
     * @param removedAt null for a present one
     */
    public record Kept(UUID teamId, String displayName, Role role, Instant joinedAt, Instant removedAt) {}

    // Nobody has the nil UUID as its id, so that it stands before the first.
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    @PersistenceContext(unitName = "credits")
    EntityManager entities;

    @Inject
    Teams teams;

    @Inject
    Clock clock;

    @Inject
    Event<TeamChanged> changes;

    @Inject
    AuditLog audit;

    @Inject
    SecondPerson secondPerson;

    @Inject
    Approvals approvals;

    /**
     * Takes somebody in, or changes how a member stands; what is not given stays as it is (D24).
     *
     * @param granter the highest role the caller may give, and may take
     * @throws Forbidden if the role given or taken is above it
     * @throws Conflict if it would make or unmake an owner
     * @throws Invalid if somebody is taken in without a role or a name; or if a second person has to approve a cap, and it is not raised by itself
     */
    public DoneOrAsked<Teams.Put<Member>> put(UUID teamId, UUID userId, MemberDescription description, Role granter) {
        teams.locked(teamId);
        Member member = entities.find(Member.class, new MemberKey(teamId, userId));
        boolean created = member == null || !member.isActive();
        Membership membership = created ? description.joining() : description.of(member.membership());
        requireReach(granter, membership.role());
        Map<String, Object> before = created ? null : member.membership().recorded(userId);
        if (created && membership.role() == Role.OWNER) {
            throw new Conflict("A team has one owner; PUT the team with another ownerId to change it.");
        }
        if (!created) {
            requireReach(granter, member.role());
        }
        if (member != null) {
            Optional<CapRaise> raise = membership.raiseOver(member.membership(), userId);
            if (raise.isPresent() && secondPerson.isNeededForACap()) {
                return DoneOrAsked.asked(approvals.ask(
                        ApprovalKind.MEMBER_CAP, teamId, membership.alone(raise.get(), member.membership(), created)));
            }
        }
        if (member == null) {
            member = new Member(teamId, userId, membership, clock.instant());
            entities.persist(member);
        } else if (created) {
            member.rejoin(membership, clock.instant());
        } else {
            member.change(membership);
        }
        AuditAction action = created ? AuditAction.MEMBER_ADDED : AuditAction.MEMBER_CHANGED;
        record(action, teamId, userId, before, membership.recorded(userId));
        changes.fire(new TeamChanged(teamId));
        return DoneOrAsked.done(new Teams.Put<>(member, created));
    }

    /**
     * Ends a membership; for somebody who is no member any more it changes nothing.
     *
     * @throws NotFound for somebody who never was one
     * @throws Forbidden if the member's role is above the caller's
     * @throws Conflict for the owner
     */
    public void remove(UUID teamId, UUID userId, Role granter) {
        teams.locked(teamId);
        Member member = Optional.ofNullable(entities.find(Member.class, new MemberKey(teamId, userId)))
                .orElseThrow(() -> new NotFound("member"));
        requireReach(granter, member.role());
        boolean leaves = member.isActive();
        member.remove(clock.instant());
        if (leaves) {
            record(
                    AuditAction.MEMBER_REMOVED,
                    teamId,
                    userId,
                    member.membership().recorded(userId),
                    null);
        }
        changes.fire(new TeamChanged(teamId));
    }

    private void record(
            AuditAction action, UUID teamId, UUID userId, Map<String, Object> before, Map<String, Object> after) {
        audit.record(AuditEvent.of(action, "member", userId, before, after).in(teamId));
    }

    private static void requireReach(Role granter, Role role) {
        if (!granter.atLeast(role)) {
            throw new Forbidden("The role " + role + " is above yours.");
        }
    }

    /** The teams that somebody is a member of, by name. */
    public List<Me.Place> places(UUID userId, int max) {
        return entities.createQuery("""
                        select t.id, t.name, t.plan, m from Member m, Team t
                        where t.id = m.teamId and m.userId = :userId and m.removedAt is null
                        order by lower(t.name), t.id""", Object[].class)
                .setParameter("userId", userId)
                .setMaxResults(max)
                .getResultStream()
                .map(row -> place((UUID) row[0], (String) row[1], (Plan) row[2], MemberView.of((Member) row[3])))
                .toList();
    }

    private static Me.Place place(UUID teamId, String name, Plan plan, MemberView member) {
        return new Me.Place(teamId, name, plan, member.role(), member.monthlyCapCredits(), member.monthlyCapUsd());
    }

    /** The monthly cap of a member in units; null for none, and for somebody who is no member. */
    public Long cap(UUID teamId, UUID userId, AccountKind account) {
        return Optional.ofNullable(entities.find(Member.class, new MemberKey(teamId, userId)))
                .filter(Member::isActive)
                .map(member -> member.membership().capUnits(account))
                .orElse(null);
    }

    /** Gives a member another monthly cap; null for none. */
    public void setCap(UUID teamId, UUID userId, AccountKind account, Long capUnits) {
        teams.locked(teamId);
        Member member = entities.find(Member.class, new MemberKey(teamId, userId));
        Membership before = member.membership();
        Membership after = before.withCap(account, capUnits);
        member.change(after);
        record(AuditAction.MEMBER_CHANGED, teamId, userId, before.recorded(userId), after.recorded(userId));
        changes.fire(new TeamChanged(teamId));
    }

    /** The memberships that somebody has and had. */
    public List<Kept> everOf(UUID userId) {
        return allOf(userId).stream().map(Member::kept).toList();
    }

    private List<Member> allOf(UUID userId) {
        return entities.createQuery(
                        "select m from Member m where m.userId = :userId order by m.joinedAt, m.teamId", Member.class)
                .setParameter("userId", userId)
                .getResultList();
    }

    /**
     * Erases the name of somebody who has left all teams. Returns the number of memberships in which it was.
     *
     * @throws Conflict if the person is still a member of a team
     */
    public int erase(UUID userId) {
        List<Member> all = allOf(userId);
        if (all.stream().anyMatch(Member::isActive)) {
            throw new Conflict("The person is still a member of a team; remove it from its teams first.");
        }
        int erased = 0;
        for (Member member : all) {
            erased += member.erase() ? 1 : 0;
        }
        return erased;
    }

    /** Those of some people who were members and may do something no longer: they have left, or their role does not allow it. */
    public Set<UUID> mayNoLonger(Action action, UUID teamId, Collection<UUID> people) {
        if (people.isEmpty()) {
            return Set.of();
        }
        return entities
                .createQuery("select m from Member m where m.teamId = :teamId and m.userId in :people", Member.class)
                .setParameter("teamId", teamId)
                .setParameter("people", people)
                .getResultList()
                .stream()
                .filter(member ->
                        !member.isActive() || !action.allows(member.role().party()))
                .map(Member::userId)
                .collect(Collectors.toSet());
    }

    /** Members in the order of their ids. */
    public List<Member> list(UUID teamId, Optional<UUID> after, int limit) {
        return entities.createQuery("""
                        select m from Member m where m.teamId = :teamId and m.removedAt is null and m.userId > :after
                        order by m.userId""", Member.class)
                .setParameter("teamId", teamId)
                .setParameter("after", after.orElse(BEFORE_ALL))
                .setMaxResults(limit)
                .getResultList();
    }
}
