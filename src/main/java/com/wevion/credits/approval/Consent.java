package com.wevion.credits.approval;

import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.Author;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A person's consent to what another one has asked for. It is written in the transaction that does it, so that neither is there without the
 * other.
 */
public final class Consent {
    private final Approval asked;
    private final UUID by;
    private final Instant at;
    private final Author author;

    Consent(Approval asked, UUID by, Instant at, Author author) {
        this.asked = asked;
        this.by = by;
        this.at = at;
        this.author = author;
    }

    /**
     * Writes it, for always.
     *
     * @throws DecidedMeanwhile if somebody has decided it, or it has expired
     */
    public void give(Sql sql) {
        give(sql, null, null);
    }

    /**
     * Writes it.
     *
     * @param until the time at which what is approved ends; null for never
     * @param before the value that holds again then; null for none
     * @throws DecidedMeanwhile if somebody has decided it, or it has expired
     */
    public void give(Sql sql, Instant until, String before) {
        Approval given = sql.first(
                        """
                        UPDATE approval SET state = 'APPROVED', decided_by = ?, decided_at = ?, ends_at = ?, undo = ?::json
                         WHERE id = ? AND state = 'ASKED' AND expires_at > ?
                        RETURNING *""",
                        Approval::read,
                        by,
                        at,
                        until,
                        before == null ? null : Json.write(Map.of(asked.kind().field(), before)),
                        asked.approvalId(),
                        at)
                .orElseThrow(DecidedMeanwhile::new);
        author.record(sql, at, given.event(AuditAction.APPROVAL_GIVEN, asked));
    }
}
