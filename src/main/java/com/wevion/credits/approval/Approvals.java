package com.wevion.credits.approval;

import com.wevion.credits.event.EventType;
import com.wevion.credits.event.Events;
import com.wevion.credits.identity.CurrentCaller;
import com.wevion.credits.identity.Identity;
import com.wevion.credits.identity.PlatformRole;
import com.wevion.credits.identity.key.ApiKey;
import com.wevion.credits.ledger.operation.IdempotencyKeyReused;
import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import com.wevion.credits.platform.json.Fingerprint;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.AuditLog;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The things that people and services have asked for, as they are kept. */
@Stateless
public class Approvals {
    /** Something that was asked for, and whether that was so before. */
    public record Asked(Approval approval, boolean replayed) {}

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    CurrentCaller caller;

    @Inject
    AuditLog audit;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.approval.expire.hours")
    long expireHours;

    /**
     * Asks for something in the caller's name, once per key.
     *
     * @param teamId null for what is about no team
     * @param request as it is kept and shown
     * @param fingerprint of the caller's request
     * @throws Conflict if the same was asked for, and nobody has decided
     * @throws IdempotencyKeyReused if the key was used for something else
     */
    public Asked ask(
            ApprovalKind kind, UUID teamId, Object request, String reason, String idempotencyKey, byte[] fingerprint) {
        return withKey(teamId, idempotencyKey, fingerprint)
                .or(() -> insert(kind, teamId, request, reason, idempotencyKey, fingerprint))
                // Another request was faster: with this key, or for the same.
                .or(() -> withKey(teamId, idempotencyKey, fingerprint))
                .orElseThrow(() -> new Conflict("That has been asked for already, and nobody has decided yet."));
    }

    /** Tells those who see it: not the team, if it is for the platform to decide. */
    private void tell(Approval asked) {
        Map<String, Object> data = new HashMap<>();
        data.put("approvalId", asked.approvalId());
        data.put("kind", asked.kind());
        data.put("askedBy", asked.askedBy());
        data.put("expiresAt", asked.expiresAt());
        Events.record(
                sql(),
                EventType.APPROVAL_ASKED,
                asked.kind().isOfThePlatform() ? null : asked.teamId(),
                asked.approvalId().toString(),
                asked.askedAt(),
                data);
    }

    /**
     * Asks for what an operation without a key would do; asked again while it waits, it answers the same.
     *
     * @throws Conflict if something else of the kind was asked for, and nobody has decided
     */
    public Asked ask(ApprovalKind kind, UUID teamId, Object request) {
        byte[] fingerprint = Fingerprint.of(kind, request);
        return sql().first(
                        """
                        SELECT * FROM approval
                         WHERE team_id = ? AND kind = ? AND asked_by IS NOT DISTINCT FROM ?::uuid AND fingerprint = ? AND state = 'ASKED'""",
                        row -> new Asked(Approval.read(row), true),
                        teamId,
                        kind.name(),
                        asker().orElse(null),
                        fingerprint)
                .orElseGet(() -> ask(kind, teamId, request, null, Ids.next().toString(), fingerprint));
    }

    /** The thing that was asked for with this key before. */
    public Optional<Asked> withKey(UUID teamId, String idempotencyKey, byte[] fingerprint) {
        return sql().first(
                        """
                        SELECT * FROM approval
                         WHERE team_id IS NOT DISTINCT FROM ?::uuid AND asked_by IS NOT DISTINCT FROM ?::uuid AND idempotency_key = ?""",
                        row -> {
                            if (!Arrays.equals(row.getBytes("fingerprint"), fingerprint)) {
                                throw new IdempotencyKeyReused();
                            }
                            return new Asked(Approval.read(row), true);
                        },
                        teamId,
                        asker().orElse(null),
                        idempotencyKey);
    }

    private Optional<Asked> insert(
            ApprovalKind kind, UUID teamId, Object request, String reason, String idempotencyKey, byte[] fingerprint) {
        Instant now = clock.instant();
        Optional<Approval> inserted = sql().first(
                        """
                        INSERT INTO approval (id, kind, team_id, asked_by, asked_at, expires_at, idempotency_key, fingerprint, request, reason)
                        VALUES (?, ?, ?::uuid, ?::uuid, ?, ?, ?, ?, ?::json, ?)
                        ON CONFLICT DO NOTHING RETURNING *""",
                        Approval::read,
                        Ids.next(),
                        kind.name(),
                        teamId,
                        asker().orElse(null),
                        now,
                        now.plus(Duration.ofHours(expireHours)),
                        idempotencyKey,
                        fingerprint,
                        Json.write(request),
                        reason);
        inserted.ifPresent(asked -> {
            audit.record(asked.event(AuditAction.APPROVAL_ASKED, null));
            tell(asked);
        });
        return inserted.map(asked -> new Asked(asked, false));
    }

    /** The person that asks, which is the maker of an API key; empty for a service. */
    private Optional<UUID> asker() {
        Identity identity = caller.identity();
        return identity.has(PlatformRole.SERVICE)
                ? Optional.empty()
                : Optional.of(identity.key().map(ApiKey::madeBy).orElseGet(identity::person));
    }

    /**
     * Something that was asked for.
     *
     * @param teamId the team that it has to be about; empty for any, or none
     * @throws NotFound if there is none
     */
    public Approval get(Optional<UUID> teamId, UUID id) {
        return sql().first(
                        "SELECT * FROM approval WHERE id = ? AND (?::uuid IS NULL OR team_id = ?::uuid)",
                        Approval::read,
                        id,
                        teamId.orElse(null),
                        teamId.orElse(null))
                .orElseThrow(() -> new NotFound("approval"));
    }

    /** The key of the request that asked for it. */
    public String idempotencyKey(Approval asked) {
        return sql().first(
                        "SELECT idempotency_key FROM approval WHERE id = ?",
                        row -> row.getString("idempotency_key"),
                        asked.approvalId())
                .orElseThrow();
    }

    /**
     * Refuses it.
     *
     * @throws DecidedMeanwhile if somebody has decided it
     */
    public Approval refuse(Approval asked, UUID by, String reason) {
        return decide(asked, ApprovalState.REFUSED, by, reason, AuditAction.APPROVAL_REFUSED);
    }

    /**
     * Lets it expire.
     *
     * @throws DecidedMeanwhile if somebody has decided it
     */
    public void expire(Approval asked) {
        decide(asked, ApprovalState.EXPIRED, null, null, AuditAction.APPROVAL_EXPIRED);
    }

    private Approval decide(Approval asked, ApprovalState state, UUID by, String reason, AuditAction action) {
        Approval decided = sql().first(
                        """
                        UPDATE approval SET state = ?, decided_by = ?::uuid, decided_at = ?, decision_reason = ?
                         WHERE id = ? AND state = 'ASKED'
                        RETURNING *""", Approval::read, state.name(), by, clock.instant(), reason, asked.approvalId())
                .orElseThrow(DecidedMeanwhile::new);
        audit.record(decided.event(action, asked));
        return decided;
    }

    /** The value that holds again once something approved for a time ends; empty if that has ended. To be asked while the team is locked. */
    public Optional<String> before(Approval due) {
        return sql().first(
                        "SELECT undo ->> ? AS before FROM approval WHERE id = ? AND ended_at IS NULL",
                        row -> row.getString("before"),
                        due.kind().field(),
                        due.approvalId());
    }

    /** Notes that it has ended. */
    public void ended(Approval due) {
        Approval ended = sql().first(
                        "UPDATE approval SET ended_at = ? WHERE id = ? RETURNING *",
                        Approval::read,
                        clock.instant(),
                        due.approvalId())
                .orElseThrow();
        audit.record(ended.event(AuditAction.APPROVAL_ENDED, null));
    }

    /** Lets what was raised upon it end where it would have ended itself. */
    public void passOn(Approval due, String before) {
        String field = due.kind().field();
        sql().update("""
                        UPDATE approval o SET undo = json_build_object(?, ?)
                          FROM approval d
                         WHERE d.id = ? AND o.id <> d.id AND o.team_id = d.team_id AND o.kind = d.kind
                           AND o.ends_at IS NOT NULL AND o.ended_at IS NULL AND o.undo ->> ? = d.request ->> ?
                           AND (d.kind <> 'MEMBER_CAP'
                                OR o.request ->> 'account' = d.request ->> 'account'
                                   AND coalesce(o.request ->> 'userId', o.asked_by::text)
                                       = coalesce(d.request ->> 'userId', d.asked_by::text))""", field, before, due.approvalId(), field, field);
    }

    /**
     * A page, the newest first. Price lists are left out of those that ask for one.
     *
     * @param teamId of a team, without what the platform decides; empty for all
     * @param only those of this person; empty for everybody's
     */
    public Page<Approval> page(
            Optional<UUID> teamId, Optional<UUID> only, ApprovalState state, int limit, String cursor) {
        UUID before = Paging.beforeId(cursor);
        List<Approval> rows = sql().list(
                        """
                        SELECT id, kind, team_id, reason, state, asked_by, asked_at, expires_at, decided_by, decided_at, decision_reason,
                               ends_at, ended_at,
                               CASE kind WHEN 'CATALOG_VERSION' THEN (request::jsonb - 'catalog')::json ELSE request END AS request
                          FROM approval
                         WHERE (?::uuid IS NULL OR team_id = ?::uuid AND kind NOT IN ('ADJUSTMENT', 'CATALOG_VERSION'))
                           AND id < ? AND (?::uuid IS NULL OR asked_by = ?::uuid) AND (?::text IS NULL OR state = ?::text)
                         ORDER BY id DESC LIMIT ?""",
                        Approval::read,
                        teamId.orElse(null),
                        teamId.orElse(null),
                        before,
                        only.orElse(null),
                        only.orElse(null),
                        state == null ? null : state.name(),
                        state == null ? null : state.name(),
                        limit + 1);
        return Paging.byId(rows, limit, Approval::approvalId);
    }

    /** All that somebody has asked for, the newest first. */
    public List<Approval> askedBy(UUID person) {
        return sql().list("SELECT * FROM approval WHERE asked_by = ? ORDER BY id DESC", Approval::read, person);
    }

    /**
     * Erases the words with which somebody has asked for something, and those of the answers; not the reasons of operators, which explain
     * the books. Returns the number of requests that had some.
     */
    public int erase(UUID person) {
        return sql().update("""
                        UPDATE approval SET reason = NULL, decision_reason = NULL
                         WHERE asked_by = ? AND kind NOT IN ('ADJUSTMENT', 'CATALOG_VERSION')
                           AND (reason IS NOT NULL OR decision_reason IS NOT NULL)""", person);
    }

    private Sql sql() {
        return Sql.on(dataSource);
    }
}
