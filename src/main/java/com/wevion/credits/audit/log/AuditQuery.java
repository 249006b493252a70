package com.wevion.credits.audit.log;

import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.http.Parameters;
import com.wevion.credits.platform.time.Instants;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.Outcome;
import jakarta.ws.rs.QueryParam;

/** The query parameters by which the audit log is filtered. */
public class AuditQuery {
    @QueryParam("action")
    String action;

    @QueryParam("outcome")
    String outcome;

    @QueryParam("userId")
    String userId;

    @QueryParam("objectId")
    String objectId;

    @QueryParam("from")
    String from;

    @QueryParam("to")
    String to;

    AuditFilter filter() {
        return new AuditFilter(
                null,
                Parameters.constant("action", AuditAction.class, action),
                Parameters.constant("outcome", Outcome.class, outcome),
                userId == null ? null : Ids.parse("userId", userId),
                objectId,
                from == null ? null : Instants.parse("from", from),
                to == null ? null : Instants.parse("to", to));
    }
}
