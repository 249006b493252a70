package com.wevion.credits.generation;

import com.wevion.credits.catalog.JobTerms;
import com.wevion.credits.ledger.Anomalies;
import com.wevion.credits.ledger.AnomalyKind;
import com.wevion.credits.ledger.Holds;
import com.wevion.credits.ledger.book.AdmittedWork;
import com.wevion.credits.ledger.book.HoldKind;
import com.wevion.credits.ledger.book.HoldRecord;
import com.wevion.credits.ledger.operation.Ending;
import com.wevion.credits.ledger.operation.WorkCharge;
import com.wevion.credits.ledger.operation.WorkReport;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.platform.retention.Archived;
import com.wevion.credits.usage.Delivery;
import com.wevion.credits.usage.FinishedWork;
import com.wevion.credits.usage.Told;
import com.wevion.credits.usage.settlement.EndedBefore;
import com.wevion.credits.usage.settlement.ReportedFailure;
import com.wevion.credits.usage.settlement.ReportedOutcome;
import com.wevion.credits.usage.settlement.ReportedWork;
import com.wevion.credits.usage.settlement.Settlements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Ends jobs by what workers report, the same way for messages and for REST; reported again, nothing changes. */
@ApplicationScoped
public class Completions {

    /** A job that was ended by a report, now or before. */
    record Completed(JobTerms terms, Completion completion, Ending ending) {}

    @Inject
    Holds holds;

    @Inject
    Anomalies anomalies;

    @Inject
    Settlements settlements;

    /**
     * Charges the delivery, or releases the hold of a failed job (S5, D7). A report that came before the job's time was over counts, as
     * long as the hold has not ended (D8).
     *
     * @param arrivedAt the time at which the report came, to the broker or by REST
     * @throws Invalid if the report makes no sense; it settles nothing
     * @throws NotFound if there is no such job
     * @throws Archived if the job is archived, and had not ended by this report
     * @throws EndedBefore if the job had expired, was cancelled or had ended otherwise; recorded, and charges nothing (D8)
     */
    public Completed complete(Completion reported, Instant arrivedAt) {
        Told told = reported.told();
        Completion completion = reported.checked().telling(told);
        Optional<AdmittedWork> admitted =
                holds.admitted(completion.jobId()).filter(found -> found.kind() == HoldKind.JOB);
        if (admitted.isEmpty()) {
            return again(completion);
        }
        AdmittedWork job = admitted.get();
        JobTerms terms = JobTerms.fromJson(job.terms());
        ReportedWork work = new ReportedWork(
                job,
                finished(job, terms, completion, told),
                new WorkReport(completion.fingerprint(), Json.write(completion), arrivedAt),
                () -> anomaly(completion),
                Completions::isCancellation);
        Ending ending = completion.outcome() == ReportedOutcome.SUCCEEDED
                ? settle(work, terms, completion.delivered())
                : settlements.release(work);
        return new Completed(terms, completion, ending);
    }

    private Completed again(Completion completion) {
        HoldRecord job = holds.archived(completion.jobId())
                .filter(found -> found.work().kind() == HoldKind.JOB)
                .orElseThrow(() -> new NotFound("job"));
        Ending ending = settlements.again(job, "The job", completion.fingerprint());
        return new Completed(JobTerms.fromJson(job.work().terms()), completion, ending);
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

    private Ending settle(ReportedWork work, JobTerms terms, long delivered) {
        AdmittedWork job = work.admitted();
        long charged = terms.chargeable(delivered);
        WorkCharge charge = new WorkCharge(
                terms.price(charged),
                terms.service().name(),
                terms.engine(),
                charged,
                terms.explain(delivered, job.amountUnits()).toJson());
        Ending ending = settlements.settle(work, charge);
        if (delivered > charged) {
            // After the settlement, so that only what was settled counts; a repetition makes up for a crash in between.
            anomalies.record(job.id(), AnomalyKind.SURPLUS, work.anomaly().get());
        }
        return ending;
    }

    private static boolean isCancellation(String completion) {
        return Json.stored(completion, Completion.class).failure() == ReportedFailure.CANCELLED;
    }

    /** The report without its time, so that the same report made twice is one anomaly. */
    private static String anomaly(Completion completion) {
        return Json.write(completion.withoutTime());
    }
}
