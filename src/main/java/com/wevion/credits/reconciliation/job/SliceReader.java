package com.wevion.credits.reconciliation.job;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;

/** Step 2: the days of a provider; its checkpoint is the last day. */
@Dependent
@Named
class SliceReader extends AbstractItemReader {
    private static final LocalDate BEFORE_ALL = LocalDate.of(1, 1, 1);

    @Inject
    RunContext context;

    @Inject
    Matching matching;

    @Inject
    ProviderWork work;

    @Inject
    @BatchProperty
    String provider;

    private Iterator<LocalDate> days;
    private LocalDate last = BEFORE_ALL;

    @Override
    public void open(Serializable checkpoint) {
        last = checkpoint == null ? BEFORE_ALL : (LocalDate) checkpoint;
        if (ProviderPartitions.isNone(provider)) {
            days = List.<LocalDate>of().iterator();
            return;
        }
        UUID runId = context.id();
        work.open(runId, provider);
        days = work.attempt(runId, provider, () -> matching.days(runId, provider, last))
                .orElse(List.of())
                .iterator();
    }

    @Override
    public Slice readItem() {
        if (!days.hasNext()) {
            return null;
        }
        last = days.next();
        return new Slice(provider, last);
    }

    @Override
    public Serializable checkpointInfo() {
        return last;
    }
}
