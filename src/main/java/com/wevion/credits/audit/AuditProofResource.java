package com.wevion.credits.audit;

import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.platform.http.LongAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

/** The audit log with its checkpoints, for auditors who verify it elsewhere. */
@ApplicationScoped
@Path("audit-log/proof")
@Requires(Action.PROVE_THE_BOOKS)
public class AuditProofResource {
    @Inject
    AuditProof proof;

    /** All of it up to the latest checkpoint, streamed. */
    @GET
    @Produces("application/x-ndjson")
    @LongAnswer
    public Response export() {
        StreamingOutput body = proof::write;
        return Response.ok(body)
                .header("Content-Disposition", "attachment; filename=\"audit-log-proof.ndjson\"")
                .build();
    }
}
