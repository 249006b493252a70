package com.wevion.credits.reconciliation.job;

import com.wevion.credits.reconciliation.Run;
import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;

/** Step 2: compares days, each in a transaction of its own that is committed before the checkpoint is. */
@Dependent
@Named
class SliceWriter extends AbstractItemWriter {
    @Inject
    RunContext context;

    @Inject
    Matching matching;

    @Inject
    ProviderWork work;

    @Inject
    Pulse pulse;

    private Run run;

    @Override
    public void open(Serializable checkpoint) {
        run = context.run();
    }

    @Override
    public void writeItems(List<Object> slices) {
        pulse.during(run.id(), () -> {
            for (Object item : slices) {
                Slice slice = (Slice) item;
                work.attempt(run.id(), slice.provider(), () -> {
                    matching.match(run.id(), slice, run.terms().of(slice.provider()));
                    return slice;
                });
            }
            return slices;
        });
    }
}
