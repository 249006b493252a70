package com.wevion.credits.generation;

import com.wevion.credits.catalog.JobTerms;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.ledger.operation.Admission;
import java.time.Instant;
import java.util.UUID;

/** The answer to a job's submission; the same for a retry, whatever became of the job since. */
record QueuedView(
        UUID jobId,
        JobStatus status,
        Service service,
        String engine,
        long quantity,
        String quoted,
        String held,
        String available,
        String unit,
        int catalogVersion,
        Instant expiresAt) {

    static QueuedView of(Admission admission, JobTerms terms) {
        return new QueuedView(
                admission.holdId(),
                JobStatus.QUEUED,
                terms.service(),
                terms.engine(),
                terms.quantity(),
                terms.unit().format(terms.quotedUnits()),
                terms.unit().format(admission.heldUnits()),
                terms.unit().format(admission.availableUnits()),
                terms.unit().code(),
                terms.catalogVersion(),
                admission.expiresAt());
    }
}
