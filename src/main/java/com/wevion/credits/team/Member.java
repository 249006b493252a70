package com.wevion.credits.team;

import com.wevion.credits.platform.Conflict;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Somebody's place in a team. Who leaves is remembered, because the history names people. */
@Entity
@Table(name = "member")
@IdClass(MemberKey.class)
public class Member {
    @Id
    @Column(name = "team_id")
    private UUID teamId;

    @Id
    @Column(name = "user_id")
    private UUID userId;

    @Enumerated(EnumType.STRING)
    private Role role;

    @Column(name = "display_name")
    private String displayName;

    @Column(name = "cap_credits_micros")
    private Long capCreditsMicros;

    @Column(name = "cap_usd_nanos")
    private Long capUsdNanos;

    @Column(name = "joined_at")
    private Instant joinedAt;

    @Column(name = "removed_at")
    private Instant removedAt;

    /** For JPA only. */
    protected Member() {}

    /** A new member, who stands as described. */
    Member(UUID teamId, UUID userId, Membership membership, Instant joinedAt) {
        this.teamId = teamId;
        this.userId = userId;
        this.joinedAt = joinedAt;
        describe(membership);
    }

    /**
     * Changes how the member stands.
     *
     * @throws Conflict if that would make or unmake an owner; ownership is changed on the team
     */
    void change(Membership membership) {
        if (isActive() && (role == Role.OWNER) != (membership.role() == Role.OWNER)) {
            throw new Conflict("A team has one owner; PUT the team with another ownerId to change it.");
        }
        describe(membership);
    }

    /** Takes back somebody who left. */
    void rejoin(Membership membership, Instant now) {
        joinedAt = now;
        removedAt = null;
        describe(membership);
    }

    /** Makes the member the owner; the former owner must have been demoted before. */
    void own(Instant now) {
        joinedAt = isActive() ? joinedAt : now;
        removedAt = null;
        role = Role.OWNER;
    }

    /** Makes the former owner a manager. */
    void disown() {
        role = Role.MANAGER;
    }

    /**
     * Ends the membership; again, it changes nothing.
     *
     * @throws Conflict for the owner
     */
    void remove(Instant now) {
        if (role == Role.OWNER) {
            throw new Conflict("The owner cannot be removed; PUT the team with another ownerId first.");
        }
        removedAt = isActive() ? now : removedAt;
    }

    /** Shows the member by this name from now on; null leaves the one it has. */
    void call(String name) {
        displayName = name == null ? displayName : name;
    }

    /** Takes the name away; returns false if that was done before. */
    boolean erase() {
        boolean named = !displayName.equals(Names.ERASED);
        displayName = Names.ERASED;
        return named;
    }

    Members.Kept kept() {
        return new Members.Kept(teamId, displayName, role, joinedAt, removedAt);
    }

    private void describe(Membership membership) {
        role = membership.role();
        displayName = membership.displayName();
        capCreditsMicros = membership.capCreditsMicros();
        capUsdNanos = membership.capUsdNanos();
    }

    boolean isActive() {
        return removedAt == null;
    }

    UUID userId() {
        return userId;
    }

    Role role() {
        return role;
    }

    String displayName() {
        return displayName;
    }

    Membership membership() {
        return new Membership(role, displayName, capCreditsMicros, capUsdNanos);
    }
}
