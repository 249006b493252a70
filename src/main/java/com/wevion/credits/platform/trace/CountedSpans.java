package com.wevion.credits.platform.trace;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.LongAdder;

/** Counts the pieces of work that were recorded, and those that a collector took. */
final class CountedSpans {
    private final LongAdder recorded = new LongAdder();
    private final LongAdder exported = new LongAdder();

    void register(MeterRegistry registry) {
        register(registry, "RECORDED", recorded);
        register(registry, "EXPORTED", exported);
    }

    private static void register(MeterRegistry registry, String outcome, LongAdder spans) {
        FunctionCounter.builder("credits.traces.spans", spans, LongAdder::sum)
                .description("Pieces of work in traces that were recorded, and those that the collector took")
                .tag("outcome", outcome)
                .register(registry);
    }

    SpanProcessor recorded() {
        return new SpanProcessor() {
            @Override
            public void onStart(Context parent, ReadWriteSpan span) {
                // It counts when it ends.
            }

            @Override
            public boolean isStartRequired() {
                return false;
            }

            @Override
            public void onEnd(ReadableSpan span) {
                recorded.increment();
            }

            @Override
            public boolean isEndRequired() {
                return true;
            }
        };
    }

    SpanExporter exportedBy(SpanExporter exporter) {
        return new SpanExporter() {
            @Override
            public CompletableResultCode export(Collection<SpanData> spans) {
                CompletableResultCode result = exporter.export(spans);
                result.whenComplete(() -> exported.add(result.isSuccess() ? spans.size() : 0));
                return result;
            }

            @Override
            public CompletableResultCode flush() {
                return exporter.flush();
            }

            @Override
            public CompletableResultCode shutdown() {
                return exporter.shutdown();
            }
        };
    }
}
