package com.wevion.credits.team;

import com.wevion.credits.approval.ApprovalKind;
import com.wevion.credits.approval.Approvals;
import com.wevion.credits.approval.DoneOrAsked;
import com.wevion.credits.approval.SecondPerson;
import com.wevion.credits.ledger.Accounts;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.AuditEvent;
import com.wevion.credits.trail.AuditLog;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The teams and their settings, as the host platform and the teams themselves describe them. */
@Stateless
public class Teams {
    @PersistenceContext(unitName = "credits")
    EntityManager entities;

    @Inject
    Accounts accounts;

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

    @Inject
    @ConfigProperty(name = "credits.team.creative.limit.usd")
    String creativeLimitUsd;

    @Inject
    @ConfigProperty(name = "credits.team.creative.ceiling.usd")
    String creativeCeilingUsd;

    @Inject
    @ConfigProperty(name = "credits.team.low.balance.credits")
    String lowBalanceCredits;

    @Inject
    @ConfigProperty(name = "credits.events.warning.percent")
    int warningPercent;

    /** A value that was put; {@code created} is true if it is new. */
    public record Put<T>(T value, boolean created) {}

    /**
     * Makes a team with its accounts, or describes it anew; another owner makes the former one a manager, if that does not need a second
     * person.
     *
     * @throws Invalid if something else is changed with an owner who needs one
     */
    public DoneOrAsked<Put<TeamView>> put(UUID teamId, TeamDescription description) {
        boolean created = createIfAbsent(teamId, description);
        Team team = locked(teamId);
        TeamView present = created ? null : TeamView.of(team, owner(teamId).orElseThrow());
        if (!created && description.changesOwner(present) && secondPerson.isNeededForTheOwner()) {
            return DoneOrAsked.asked(
                    approvals.ask(ApprovalKind.OWNER_CHANGE, teamId, description.ownerChange(present)));
        }
        Map<String, Object> before = created ? null : present.recorded();
        team.describe(description.name(), description.plan(), description.features());
        Member owner = owned(teamId, description.ownerId());
        owner.call(description.ownerName());
        TeamView after = TeamView.of(team, owner);
        audit.record(AuditEvent.ofTeam(
                created ? AuditAction.TEAM_CREATED : AuditAction.TEAM_CHANGED, teamId, before, after.recorded()));
        accounts.open(teamId, Math.min(Unit.USD.parse(creativeLimitUsd), ceilingNanos()));
        changes.fire(new TeamChanged(teamId));
        return DoneOrAsked.done(new Put<>(after, created));
    }

    /** Gives the team another owner, and makes the former one a manager. */
    public void changeOwner(UUID teamId, UUID ownerId) {
        Team team = locked(teamId);
        Map<String, Object> before =
                TeamView.of(team, owner(teamId).orElseThrow()).recorded();
        Map<String, Object> after = TeamView.of(team, owned(teamId, ownerId)).recorded();
        audit.record(AuditEvent.ofTeam(AuditAction.TEAM_CHANGED, teamId, before, after));
        changes.fire(new TeamChanged(teamId));
    }

    /** Set in SQL, because of two requests that make the same team at once one must find the other's. */
    private boolean createIfAbsent(UUID teamId, TeamDescription description) {
        return entities.createNativeQuery("""
                                INSERT INTO team (id, name, plan, ai_chat, creative_hub, creative_funding,
                                                  creative_limit_nanos, low_balance_threshold_micros, minimum_purchase_role,
                                                  created_at)
                                VALUES (CAST(? AS uuid), ?, ?, false, false, 'METERED', ?, ?, 'MEDIA_BUYER', CAST(? AS timestamptz))
                                ON CONFLICT ON CONSTRAINT team_pk DO NOTHING""")
                        .setParameter(1, teamId.toString())
                        .setParameter(2, description.name())
                        .setParameter(3, description.plan().name())
                        .setParameter(4, Unit.USD.parse(creativeLimitUsd))
                        .setParameter(5, Unit.CREDITS.parse(lowBalanceCredits))
                        .setParameter(6, clock.instant().toString())
                        .executeUpdate()
                == 1;
    }

    /** The member who owns the team from now on. */
    private Member owned(UUID teamId, UUID ownerId) {
        Optional<Member> former = owner(teamId);
        if (former.isPresent() && former.get().userId().equals(ownerId)) {
            return former.get();
        }
        former.ifPresent(Member::disown);
        // The demotion has to reach the database first: it allows one owner at any time.
        entities.flush();
        Member next = entities.find(Member.class, new MemberKey(teamId, ownerId));
        if (next == null) {
            next = new Member(
                    teamId, ownerId, Membership.withoutCaps(Role.OWNER, Names.OWNER_UNTIL_NAMED), clock.instant());
            entities.persist(next);
        } else {
            next.own(clock.instant());
        }
        return next;
    }

    private Optional<Member> owner(UUID teamId) {
        return entities.createQuery("select m from Member m where m.teamId = :teamId and m.role = :role", Member.class)
                .setParameter("teamId", teamId)
                .setParameter("role", Role.OWNER)
                .getResultStream()
                .findFirst();
    }

    /**
     * A team's settings.
     *
     * @throws NotFound if there is no such team
     */
    public TeamSettings settings(UUID teamId) {
        Team team = found(teamId);
        return team.settings(creativeLimit(team), warningPercent);
    }

    /**
     * The present name of a team.
     *
     * @throws NotFound if there is no such team
     */
    public String name(UUID teamId) {
        return found(teamId).name();
    }

    /**
     * Changes the settings that are given, and answers all of them, if that does not need a second person.
     *
     * @throws Invalid for a limit above the ceiling that holds then (D21), or if something else is changed with one that needs a second person
     */
    public DoneOrAsked<TeamSettings> set(UUID teamId, SettingsChange change) {
        Team team = lockedWithLimit(teamId);
        CreativeLimit before = creativeLimit(team);
        CreativeLimit after = change.limitAfter(before, ceilingNanos());
        if (change.creativeSpendingLimitNanos() != null) {
            after.requireWithinCeiling("creativeSpendingLimit");
        }
        if (after.nanos() > before.nanos() && secondPerson.isNeededForTheSpendingLimit()) {
            return DoneOrAsked.asked(approvals.ask(ApprovalKind.SPENDING_LIMIT, teamId, change.raise()));
        }
        return DoneOrAsked.done(change(team, change));
    }

    /**
     * Sets the limit for unpaid creative work.
     *
     * @throws Invalid if it is above the ceiling
     */
    public void limitCreative(UUID teamId, long limitNanos) {
        Team team = lockedWithLimit(teamId);
        new CreativeLimit(limitNanos, creativeLimit(team).ceilingNanos()).requireWithinCeiling("spendingLimit");
        change(team, SettingsChange.ofLimit(limitNanos));
    }

    private TeamSettings change(Team team, SettingsChange change) {
        UUID teamId = team.id();
        Map<String, Object> before = SettingsView.of(team.settings(creativeLimit(team), warningPercent))
                .recorded();
        team.set(change);
        CreativeLimit limit = creativeLimit(team);
        if (change.creativeSpendingLimitNanos() != null || change.ceiling() != null) {
            accounts.limitCreative(teamId, limit.nanos());
        }
        TeamSettings after = team.settings(limit, warningPercent);
        audit.record(AuditEvent.ofTeam(
                AuditAction.SETTINGS_CHANGED,
                teamId,
                before,
                SettingsView.of(after).recorded()));
        changes.fire(new TeamChanged(teamId));
        return after;
    }

    /** The teams whose account has another limit than the one that holds by the ceilings of now, in the order of their ids. */
    public List<UUID> whoseLimitDiffers() {
        List<?> found =
                entities.createNativeQuery("""
                        SELECT CAST(t.id AS text) FROM team t
                          JOIN account a ON a.team_id = t.id AND a.kind = 'CREATIVE'
                         WHERE a.limit_units <> LEAST(coalesce(t.creative_limit_nanos, a.limit_units),
                                                       coalesce(t.creative_ceiling_nanos, ?))
                         ORDER BY t.id""").setParameter(1, ceilingNanos()).getResultList();
        return found.stream().map(id -> UUID.fromString((String) id)).toList();
    }

    /** Gives the team's account the limit that holds by the ceiling of now (D21). */
    public void applyCeiling(UUID teamId) {
        Team team = lockedWithLimit(teamId);
        long before = accountLimitNanos(teamId);
        long after = creativeLimit(team).nanos();
        accounts.limitCreative(teamId, after);
        audit.recordByPlatform(AuditEvent.ofTeam(
                AuditAction.SETTINGS_CHANGED,
                teamId,
                SettingsView.recordedLimit(before),
                SettingsView.recordedLimit(after)));
        changes.fire(new TeamChanged(teamId));
    }

    private CreativeLimit creativeLimit(Team team) {
        return team.creativeLimit(ceilingNanos(), accountLimitNanos(team.id()));
    }

    private long accountLimitNanos(UUID teamId) {
        return accounts.of(teamId, AccountKind.CREATIVE).limitUnits();
    }

    private Team lockedWithLimit(UUID teamId) {
        Team team = locked(teamId);
        team.adoptCreativeLimit(accountLimitNanos(teamId));
        return team;
    }

    private long ceilingNanos() {
        return Unit.USD.parse(creativeCeilingUsd);
    }

    /** The names of people in a team's history, also of those who left; who was never a member is missing. */
    public Map<UUID, String> displayNames(UUID teamId, Collection<UUID> userIds) {
        if (userIds.isEmpty()) {
            return Map.of();
        }
        List<Member> members = entities.createQuery(
                        "select m from Member m where m.teamId = :teamId and m.userId in :userIds", Member.class)
                .setParameter("teamId", teamId)
                .setParameter("userIds", Set.copyOf(userIds))
                .getResultList();
        return members.stream().collect(Collectors.toMap(Member::userId, Member::displayName));
    }

    /** The standing of a person in a team, member or not. */
    public Standing standing(UUID teamId, UUID userId) {
        Team team = found(teamId);
        Optional<Membership> membership = Optional.ofNullable(
                        entities.find(Member.class, new MemberKey(teamId, userId)))
                .filter(Member::isActive)
                .map(Member::membership);
        return new Standing(
                team.plan(), team.features(), team.creativeFunding(), team.minimumPurchaseRole(), membership);
    }

    private Team found(UUID teamId) {
        return Optional.ofNullable(entities.find(Team.class, teamId)).orElseThrow(() -> new NotFound("team"));
    }

    /** The team, kept from concurrent changes of itself and its members until the transaction ends. */
    public Team locked(UUID teamId) {
        return Optional.ofNullable(entities.find(Team.class, teamId, LockModeType.PESSIMISTIC_WRITE))
                .orElseThrow(() -> new NotFound("team"));
    }
}
