package com.wevion.credits.platform.trace;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Sends traces to a collector where one is set up. What its queue cannot hold is dropped, so that no request waits for it. Wrong settings
 * fail the start.
 */
@Startup
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class TraceExport {
    @Inject
    @ConfigProperty(name = "credits.traces.endpoint")
    Optional<String> endpoint;

    @Inject
    @ConfigProperty(name = "credits.traces.token.secret")
    Optional<String> token;

    @Inject
    @ConfigProperty(name = "credits.traces.percent")
    double percent;

    @Inject
    @ConfigProperty(name = "credits.traces.queue")
    int queue;

    @Inject
    @ConfigProperty(name = "credits.traces.batch")
    int batch;

    @Inject
    @ConfigProperty(name = "credits.traces.delay.millis")
    long delayMillis;

    @Inject
    @ConfigProperty(name = "credits.traces.timeout.millis")
    long timeoutMillis;

    @Inject
    MeterRegistry registry;

    private final CountedSpans counted = new CountedSpans();
    private final LogIds ids = new LogIds();
    private SdkTracerProvider provider;

    @PostConstruct
    void begin() {
        counted.register(registry);
        endpoint.ifPresent(this::export);
        ids.install();
    }

    private void export(String collector) {
        if (percent < 0 || percent > 100 || batch > queue) {
            throw new IllegalStateException(
                    "credits.traces.percent must be from 0 to 100, and credits.traces.batch at most credits.traces.queue");
        }
        OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(collector)
                .setTimeout(Duration.ofMillis(timeoutMillis))
                .setComponentLoader(new OwnComponents());
        token.ifPresent(secret -> exporter.addHeader("Authorization", "Bearer " + secret));
        provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "credits"))))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(percent / 100)))
                .addSpanProcessor(counted.recorded())
                .addSpanProcessor(BatchSpanProcessor.builder(counted.exportedBy(exporter.build()))
                        .setMaxQueueSize(queue)
                        .setMaxExportBatchSize(batch)
                        .setScheduleDelay(delayMillis, TimeUnit.MILLISECONDS)
                        .setExporterTimeout(timeoutMillis, TimeUnit.MILLISECONDS)
                        .build())
                .build();
        Trace.keepBy(OpenTelemetrySdk.builder().setTracerProvider(provider).build());
    }

    /** Sends what is left, if the collector takes it in time. */
    @PreDestroy
    void end() {
        ids.remove();
        if (provider != null) {
            provider.shutdown().join(timeoutMillis, TimeUnit.MILLISECONDS);
        }
    }
}
