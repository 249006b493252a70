package com.wevion.credits.generation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.catalog.InsufficientCredits;
import com.wevion.credits.catalog.JobTerms;
import com.wevion.credits.catalog.SpendingLimitExceeded;
import com.wevion.credits.catalog.Unpriceable;
import com.wevion.credits.catalog.publication.Catalog;
import com.wevion.credits.generation.broker.JobMessage;
import com.wevion.credits.ledger.Accounts;
import com.wevion.credits.ledger.Holds;
import com.wevion.credits.ledger.Ledger;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.book.AdmittedWork;
import com.wevion.credits.ledger.book.HoldKind;
import com.wevion.credits.ledger.book.HoldRecord;
import com.wevion.credits.ledger.operation.Admission;
import com.wevion.credits.ledger.operation.Hold;
import com.wevion.credits.ledger.operation.IdempotencyKeyReused;
import com.wevion.credits.ledger.operation.InsufficientFunds;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.json.Fingerprint;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.platform.trace.Trace;
import com.wevion.credits.team.CreativeFunding;
import com.wevion.credits.team.Spender;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Takes jobs in. Each is one transaction of the ledger, whose hold is the job's life (D4, D7). */
@ApplicationScoped
public class Jobs {

    /** The answer to a submission: the hold, and the terms of the first submission if this one is a retry. */
    record Queued(Admission admission, JobTerms terms) {}

    @Inject
    Ledger ledger;

    @Inject
    Accounts accounts;

    @Inject
    Holds holds;

    @Inject
    Catalog catalog;

    @Inject
    Dispatcher dispatcher;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.jobs.parameters.bytes")
    int parametersBytes;

    /**
     * Admits a job by a hold of its full price and queues it for the workers in the same transaction (S15, D7).
     *
     * @throws Unpriceable if the catalogue has no price for it
     * @throws InsufficientCredits if the team's credits do not suffice (CREDITS funding, D2)
     * @throws SpendingLimitExceeded if it does not fit under the spending limit (METERED funding, D1)
     * @throws IdempotencyKeyReused if the key came with another order before
     */
    Queued submit(Spender spender, JobOrder order, String idempotencyKey) {
        byte[] fingerprint = fingerprint(spender.userId(), order);
        AccountKind pays = paidBy(spender.creativeFunding());
        CatalogVersion prices = catalog.current();
        JobTerms terms = prices.job(order.service(), order.engine(), order.quantity(), pays.unit());
        Admission admission = hold(spender, order, idempotencyKey, fingerprint, pays, terms, prices);
        dispatcher.signal();
        return new Queued(admission, admission.replayed() ? termsOf(admission.holdId()) : terms);
    }

    private Admission hold(
            Spender spender,
            JobOrder order,
            String idempotencyKey,
            byte[] fingerprint,
            AccountKind pays,
            JobTerms terms,
            CatalogVersion prices) {
        QueuedJob job = queued(spender, terms, order.told());
        AdmittedWork work = new AdmittedWork(
                job.jobId(),
                accounts.idOf(spender.teamId(), pays),
                spender.teamId(),
                HoldKind.JOB,
                spender.userId(),
                terms.quotedUnits(),
                job.deadline(),
                terms.toJson());
        Long cap = pays == AccountKind.CREDITS ? spender.capCreditsMicros() : spender.capUsdNanos();
        try {
            return ledger.post(
                    Hold.of(work, idempotencyKey, fingerprint).within(cap).with(job));
        } catch (InsufficientFunds e) {
            if (pays == AccountKind.CREDITS) {
                throw new InsufficientCredits(spender.teamId(), e.requiredUnits(), e.availableUnits(), prices);
            }
            long limitNanos = accounts.of(spender.teamId(), pays).limitUnits();
            throw new SpendingLimitExceeded(e.requiredUnits(), e.availableUnits(), limitNanos);
        }
    }

    private QueuedJob queued(Spender spender, JobTerms terms, ObjectNode told) {
        String parameters = Json.write(told);
        if (parameters.getBytes(StandardCharsets.UTF_8).length > parametersBytes) {
            throw new Invalid("parameters", "must have at most " + parametersBytes + " bytes as JSON");
        }
        UUID jobId = Ids.next();
        Instant now = clock.instant();
        Instant deadline = now.plusSeconds(terms.holdTimeoutSeconds());
        JobMessage message = new JobMessage(
                jobId,
                spender.teamId(),
                spender.userId(),
                terms.service(),
                terms.engine(),
                terms.quantity(),
                told,
                deadline);
        return new QueuedJob(
                jobId,
                spender.teamId(),
                spender.userId(),
                terms,
                parameters,
                now,
                deadline,
                Json.write(message),
                Trace.parent());
    }

    /**
     * The answer to an earlier submission with this key, for a retry that could not be admitted now.
     *
     * @param userId the user as whom the retry spends
     * @throws IdempotencyKeyReused if the earlier order was another one
     */
    Optional<Queued> earlier(UUID teamId, UUID userId, JobOrder order, String idempotencyKey) {
        return holds.admission(teamId, HoldKind.JOB, idempotencyKey, fingerprint(userId, order))
                .map(admission -> new Queued(admission, termsOf(admission.holdId())));
    }

    private static byte[] fingerprint(UUID userId, JobOrder order) {
        return Fingerprint.of(userId, order);
    }

    private JobTerms termsOf(UUID jobId) {
        return JobTerms.fromJson(holds.admitted(jobId)
                .or(() -> holds.archived(jobId).map(HoldRecord::work))
                .orElseThrow()
                .terms());
    }

    /** The account that pays for creative work (D2). */
    static AccountKind paidBy(CreativeFunding funding) {
        return funding == CreativeFunding.CREDITS ? AccountKind.CREDITS : AccountKind.CREATIVE;
    }
}
