package com.wevion.credits.reconciliation.job;

import com.wevion.credits.reconciliation.Run;
import com.wevion.credits.reconciliation.rules.Comparison;
import com.wevion.credits.reconciliation.rules.Request;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;

/** Step 3: what the match step left of a provider, requests first; its checkpoint is the last request and how many others. */
@Dependent
@Named
class ComparisonReader extends AbstractItemReader {
    /** The position of the reader. */
    private record Position(String requestId, String measure, int others) implements Serializable {}

    private static final Position BEGINNING = new Position("", "", 0);
    private static final int REQUESTS_AT_A_TIME = 1_000;

    @Inject
    RunContext context;

    @Inject
    Comparisons comparisons;

    @Inject
    ProviderWork work;

    @Inject
    Pulse pulse;

    @Inject
    @BatchProperty
    String provider;

    private UUID runId;
    private boolean isPrepared;
    private Position last;
    private Iterator<Request> requests;
    private Iterator<Comparison> others;

    @Override
    public void open(Serializable checkpoint) {
        Run run = context.run();
        runId = run.id();
        last = checkpoint == null ? BEGINNING : (Position) checkpoint;
        requests = List.<Request>of().iterator();
        isPrepared = false;
        if (!ProviderPartitions.isNone(provider)) {
            work.open(runId, provider);
        }
    }

    /** In a chunk's transaction, which may take longer than the one in which a reader is opened. */
    private void prepare() {
        pulse.during(runId, () -> {
            comparisons.prepare(runId, provider);
            return provider;
        });
        isPrepared = true;
    }

    @Override
    public Comparison readItem() {
        return ProviderPartitions.isNone(provider)
                ? null
                : work.attempt(runId, provider, this::next).orElse(null);
    }

    private Comparison next() {
        if (!isPrepared) {
            prepare();
        }
        if (others == null) {
            if (!requests.hasNext()) {
                requests = comparisons
                        .requests(runId, provider, last.requestId, last.measure, REQUESTS_AT_A_TIME)
                        .iterator();
            }
            if (requests.hasNext()) {
                Request request = requests.next();
                last = new Position(request.requestId(), request.measure(), 0);
                return request;
            }
            others = comparisons.others(runId, provider).stream()
                    .skip(last.others)
                    .iterator();
        }
        if (!others.hasNext()) {
            return null;
        }
        last = new Position(last.requestId, last.measure, last.others + 1);
        return others.next();
    }

    @Override
    public Serializable checkpointInfo() {
        return last;
    }
}
