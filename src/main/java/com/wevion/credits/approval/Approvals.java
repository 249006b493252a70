package com.wevion.credits.approval;

import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.operation.IdempotencyKeyReused;
import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.Forbidden;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import com.wevion.credits.platform.json.Fingerprint;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.platform.time.Instants;
import com.wevion.credits.team.Members;
import com.wevion.credits.team.Teams;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.AuditEvent;
import com.wevion.credits.trail.AuditLog;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Requests of people: each is decided once, by another person than the one who asked. */
@Stateless
public class Approvals {
    /** Something that was asked for, and whether that was so before. */
    public record Asked(Approval approval, boolean replayed) {}

    private record Position(UUID id) {}

    private record Kept(byte[] fingerprint, Approval approval) {}

    private static final UUID AFTER_ALL = new UUID(-1, -1);

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    Teams teams;

    @Inject
    Members members;

    @Inject
    AuditLog audit;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.approval.expire.hours")
    long expireHours;

    /**
     * Asks for a higher cap, once per key.
     *
     * @throws Invalid if it is not higher than the cap, or ends in the past
     * @throws Conflict if the member has no cap, or has asked already and nobody has decided
     * @throws IdempotencyKeyReused if the key was used for something else
     */
    public Asked ask(UUID teamId, UUID by, RaiseRequest wanted, String idempotencyKey) {
        teams.locked(teamId);
        byte[] fingerprint = Fingerprint.of(wanted);
        Optional<Kept> earlier = withKey(teamId, by, idempotencyKey);
        if (earlier.isPresent()) {
            if (!Arrays.equals(earlier.get().fingerprint, fingerprint)) {
                throw new IdempotencyKeyReused();
            }
            return new Asked(earlier.get().approval, true);
        }
        Instant now = clock.instant();
        Approval.Raise raise = checked(teamId, by, wanted, now);
        if (waits(teamId, by, wanted.account())) {
            throw new Conflict("You have asked already, and nobody has decided yet.");
        }
        UUID id = Ids.next();
        sql().update(
                        """
                        INSERT INTO approval (id, kind, team_id, asked_by, asked_at, expires_at, idempotency_key, fingerprint, request, reason)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?)""",
                        id,
                        ApprovalKind.MEMBER_CAP.name(),
                        teamId,
                        by,
                        now,
                        now.plus(Duration.ofHours(expireHours)),
                        idempotencyKey,
                        fingerprint,
                        Json.write(raise),
                        wanted.reason());
        Approval asked = locked(teamId, id);
        record(AuditAction.APPROVAL_ASKED, null, asked);
        return new Asked(asked, false);
    }

    private Approval.Raise checked(UUID teamId, UUID by, RaiseRequest wanted, Instant now) {
        AccountKind account = wanted.account();
        long capUnits = account.unit().parse("monthlyCap", wanted.monthlyCap());
        Long presentUnits = members.cap(teamId, by, account);
        if (presentUnits == null) {
            throw new Conflict("You have no cap on this account.");
        }
        if (capUnits <= presentUnits) {
            throw new Invalid(
                    "monthlyCap",
                    "must be more than your cap, " + account.unit().format(presentUnits));
        }
        Instant until = wanted.until() == null ? null : Instants.parse("until", wanted.until());
        if (until != null && !until.isAfter(now)) {
            throw new Invalid("until", "must be in the future");
        }
        return new Approval.Raise(account, account.unit().format(capUnits), until);
    }

    private boolean waits(UUID teamId, UUID by, AccountKind account) {
        return sql().first(
                        "SELECT id FROM approval WHERE team_id = ? AND asked_by = ? AND kind = 'MEMBER_CAP'"
                                + " AND request ->> 'account' = ? AND state = 'ASKED'",
                        row -> Sql.uuid(row, "id"),
                        teamId,
                        by,
                        account.name())
                .isPresent();
    }

    /**
     * Approves it, and does it; again by the same person, it changes nothing.
     *
     * @throws Forbidden for the person who asked
     * @throws Conflict if it was refused, has expired, or the person has no such cap any more
     */
    public Approval approve(UUID teamId, UUID id, UUID by) {
        teams.locked(teamId);
        Approval asked = locked(teamId, id);
        if (asked.state() == ApprovalState.APPROVED && by.equals(asked.decidedBy())) {
            return asked;
        }
        requireDecidable(asked, by);
        Approval.Raise raise = asked.raise();
        Long beforeUnits = members.cap(teamId, asked.askedBy(), raise.account());
        if (beforeUnits == null) {
            throw new Conflict("The person has no such cap any more.");
        }
        long capUnits = raise.account().unit().parse("monthlyCap", raise.monthlyCap());
        members.setCap(teamId, asked.askedBy(), raise.account(), Math.max(capUnits, beforeUnits));
        return decide(
                asked,
                ApprovalState.APPROVED,
                by,
                null,
                raise.until(),
                new Raises.Undo(raise.account().unit().format(beforeUnits)));
    }

    /**
     * Refuses it; again by the same person, it changes nothing.
     *
     * @throws Forbidden for the person who asked
     * @throws Conflict if it was approved, or has expired
     */
    public Approval refuse(UUID teamId, UUID id, UUID by, String reason) {
        Approval asked = locked(teamId, id);
        if (asked.state() == ApprovalState.REFUSED && by.equals(asked.decidedBy())) {
            return asked;
        }
        requireDecidable(asked, by);
        return decide(asked, ApprovalState.REFUSED, by, reason, null, null);
    }

    private void requireDecidable(Approval asked, UUID by) {
        if (asked.askedBy().equals(by)) {
            throw new Forbidden("Another person than the one who asked has to decide.");
        }
        if (asked.state() != ApprovalState.ASKED) {
            throw new Conflict("It is " + asked.state() + " already.");
        }
        if (!asked.expiresAt().isAfter(clock.instant())) {
            throw new Conflict("It has expired; the person can ask again.");
        }
    }

    private Approval decide(
            Approval asked, ApprovalState state, UUID by, String reason, Instant endsAt, Raises.Undo undo) {
        sql().update(
                        """
                        UPDATE approval SET state = ?, decided_by = ?, decided_at = ?, decision_reason = ?, ends_at = ?, undo = ?::json
                         WHERE id = ?""",
                        state.name(),
                        by,
                        clock.instant(),
                        reason,
                        endsAt,
                        undo == null ? null : Json.write(undo),
                        asked.approvalId());
        Approval decided = locked(asked.teamId(), asked.approvalId());
        AuditAction action = state == ApprovalState.REFUSED ? AuditAction.APPROVAL_REFUSED : AuditAction.APPROVAL_GIVEN;
        record(action, asked, decided);
        return decided;
    }

    /** Lets one expire that nobody has decided in time, or ends what was approved for a time. */
    public void end(UUID id) {
        Instant now = clock.instant();
        UUID teamId = sql().first("SELECT team_id FROM approval WHERE id = ?", row -> Sql.uuid(row, "team_id"), id)
                .orElseThrow();
        teams.locked(teamId);
        Approval due = locked(teamId, id);
        if (due.state() == ApprovalState.ASKED && !due.expiresAt().isAfter(now)) {
            sql().update("UPDATE approval SET state = 'EXPIRED', decided_at = ? WHERE id = ?", now, id);
            record(AuditAction.APPROVAL_EXPIRED, due, locked(teamId, id));
        } else if (due.endedAt() == null
                && due.endsAt() != null
                && !due.endsAt().isAfter(now)) {
            Raises.setBack(sql(), members, due);
            sql().update("UPDATE approval SET ended_at = ? WHERE id = ?", now, id);
            record(AuditAction.APPROVAL_ENDED, null, locked(teamId, id));
        }
    }

    /**
     * A page of those of a team, the newest first.
     *
     * @param only those of this person; empty for everybody's
     */
    public Page<Approval> page(UUID teamId, Optional<UUID> only, ApprovalState state, int limit, String cursor) {
        UUID before = Paging.position(cursor, Position.class).map(Position::id).orElse(AFTER_ALL);
        List<Approval> rows = sql().list(
                        """
                        SELECT * FROM approval
                         WHERE team_id = ? AND id < ? AND (?::uuid IS NULL OR asked_by = ?::uuid) AND (?::text IS NULL OR state = ?::text)
                         ORDER BY id DESC LIMIT ?""",
                        Approval::read,
                        teamId,
                        before,
                        only.orElse(null),
                        only.orElse(null),
                        state == null ? null : state.name(),
                        state == null ? null : state.name(),
                        limit + 1);
        return Paging.page(rows, limit, row -> new Position(row.approvalId()));
    }

    private Optional<Kept> withKey(UUID teamId, UUID by, String idempotencyKey) {
        return sql().first(
                        "SELECT * FROM approval WHERE team_id = ? AND asked_by = ? AND idempotency_key = ?",
                        row -> new Kept(row.getBytes("fingerprint"), Approval.read(row)),
                        teamId,
                        by,
                        idempotencyKey);
    }

    private Approval locked(UUID teamId, UUID id) {
        return sql().first("SELECT * FROM approval WHERE team_id = ? AND id = ? FOR UPDATE", Approval::read, teamId, id)
                .orElseThrow(() -> new NotFound("approval"));
    }

    private void record(AuditAction action, Approval before, Approval after) {
        Map<String, Object> was = before == null ? null : before.recorded();
        audit.record(AuditEvent.of(action, "approval", after.approvalId(), was, after.recorded())
                .in(after.teamId()));
    }

    private Sql sql() {
        return Sql.on(dataSource);
    }
}
