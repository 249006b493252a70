package com.wevion.credits.generation;

import com.wevion.credits.catalog.JobTerms;
import com.wevion.credits.ledger.AdmittedWork;
import com.wevion.credits.ledger.Anomalies;
import com.wevion.credits.ledger.AnomalyKind;
import com.wevion.credits.ledger.Companion;
import com.wevion.credits.ledger.Ending;
import com.wevion.credits.ledger.HoldEndedOtherwise;
import com.wevion.credits.ledger.HoldKind;
import com.wevion.credits.ledger.HoldRecord;
import com.wevion.credits.ledger.HoldState;
import com.wevion.credits.ledger.Holds;
import com.wevion.credits.ledger.Ledger;
import com.wevion.credits.ledger.Settle;
import com.wevion.credits.ledger.Void;
import com.wevion.credits.ledger.WorkCharge;
import com.wevion.credits.ledger.WorkReport;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.usage.Delivery;
import com.wevion.credits.usage.FinishedWork;
import com.wevion.credits.usage.Told;
import com.wevion.credits.usage.UsageRecords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/** Ends jobs by what workers report, the same way for messages and for REST; reported again, nothing changes. */
@ApplicationScoped
public class Completions {

    /** A job that was ended by a report, now or before. */
    record Completed(JobTerms terms, Completion completion, Ending ending) {}

    @Inject
    Ledger ledger;

    @Inject
    Holds holds;

    @Inject
    Anomalies anomalies;

    @Inject
    UsageRecords usage;

    /**
     * Charges what was delivered, or releases the hold of a failed job (S5, D7). A report that came before the job's time was over counts,
     * as long as the hold has not been ended (D8).
     *
     * @param arrivedAt when the report came, to the broker or by REST
     * @throws Invalid if the report makes no sense; it settles nothing
     * @throws NotFound if there is no such job
     * @throws TooLate if the job had expired or was cancelled; recorded, and charges nothing (D8)
     * @throws Contradiction if the job had ended otherwise, which stands; recorded
     */
    public Completed complete(Completion reported, Instant arrivedAt) {
        Told told = reported.told();
        Completion completion = reported.checked().telling(told);
        AdmittedWork job = holds.admitted(completion.jobId())
                .filter(found -> found.kind() == HoldKind.JOB)
                .orElseThrow(() -> new NotFound("job"));
        JobTerms terms = JobTerms.fromJson(job.terms());
        FinishedWork work = finished(job, terms, completion, told);
        WorkReport report = new WorkReport(completion.fingerprint(), Json.write(completion), arrivedAt);
        try {
            Ending ending = completion.outcome() == Outcome.SUCCEEDED
                    ? settle(job, terms, completion, report, usage.settled(work))
                    : ledger.post(new Void(job.id(), job.accountId(), report, usage.failed(work)));
            usage.unusable(work);
            return new Completed(terms, completion, ending);
        } catch (HoldEndedOtherwise e) {
            throw refused(completion, work, e);
        }
    }

    private static FinishedWork finished(AdmittedWork job, JobTerms terms, Completion completion, Told toldOfIt) {
        // A failure may say any number of a delivery; one below 0 says nothing.
        Long told = completion.delivered();
        Long delivered = told == null || told < 0 ? null : told;
        return new FinishedWork(
                job.id(),
                terms.service(),
                terms.engine(),
                job.admittedAt(),
                List.of(new Delivery(terms.per(), delivered, terms.priceUnits())),
                toldOfIt);
    }

    private Ending settle(
            AdmittedWork job, JobTerms terms, Completion completion, WorkReport report, Companion<Ending> records) {
        long delivered = completion.delivered();
        long charged = terms.chargeable(delivered);
        WorkCharge charge = new WorkCharge(
                terms.price(charged),
                terms.service().name(),
                terms.engine(),
                charged,
                terms.explain(delivered, job.amountUnits()).toJson());
        Ending ending = ledger.post(new Settle(job.id(), job.accountId(), charge, report, records));
        if (delivered > charged) {
            // After the settlement, so that only what was settled counts; a repetition makes up for a crash in between.
            anomalies.record(job.id(), AnomalyKind.SURPLUS, details(completion));
        }
        return ending;
    }

    private RuntimeException refused(Completion completion, FinishedWork work, HoldEndedOtherwise ended) {
        usage.unusable(work);
        HoldRecord hold = holds.find(completion.jobId()).orElseThrow();
        boolean late = ended.state() == HoldState.EXPIRED || wasCancelled(hold);
        if (late) {
            // Before the anomaly: a repetition makes up for a crash in between.
            usage.late(work, completion.outcome() == Outcome.SUCCEEDED);
        }
        anomalies.record(hold.work().id(), late ? AnomalyKind.LATE : AnomalyKind.CONTRADICTION, details(completion));
        return late ? new TooLate(ended.state()) : new Contradiction(ended.state());
    }

    private static boolean wasCancelled(HoldRecord hold) {
        return hold.state() == HoldState.VOIDED
                && hold.completion() != null
                && Json.stored(hold.completion(), Completion.class).failure() == Failure.CANCELLED;
    }

    /** Without the time, so that the same report made twice is one anomaly. */
    private static String details(Completion completion) {
        return Json.write(new Completion(
                completion.jobId(),
                completion.outcome(),
                completion.delivered(),
                completion.failure(),
                completion.provider(),
                completion.providerRequestId(),
                completion.providerCostUsd(),
                null));
    }
}
