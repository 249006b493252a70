package com.wevion.credits.reconciliation.job;

import com.wevion.credits.reconciliation.Step;
import com.wevion.credits.reconciliation.StepProgress;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.partition.PartitionMapper;
import jakarta.batch.api.partition.PartitionPlan;
import jakarta.batch.api.partition.PartitionPlanImpl;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Divides a step by provider; also says that the step begins. */
@Dependent
@Named
class ProviderPartitions implements PartitionMapper {
    /** The partition's property; empty if there is no provider, since a step has a partition at least. */
    static final String PROVIDER = "provider";

    /** True if a partition has no provider; the container may inject an empty property as null. */
    static boolean isNone(String provider) {
        return provider == null || provider.isEmpty();
    }

    @Inject
    RunContext context;

    @Inject
    Matching matching;

    @Inject
    Comparisons comparisons;

    @Inject
    StepProgress progress;

    @Inject
    @BatchProperty
    String step;

    @Inject
    @ConfigProperty(name = "credits.reconciliation.threads")
    int threads;

    @Override
    public PartitionPlan mapPartitions() {
        UUID runId = context.id();
        Step begins = Step.valueOf(step);
        progress.begin(runId, begins, begins == Step.CLASSIFY ? comparisons.expected(runId) : 0);
        List<String> found = matching.providers(runId);
        List<String> providers = found.isEmpty() ? List.of("") : found;
        PartitionPlanImpl plan = new PartitionPlanImpl();
        plan.setPartitions(providers.size());
        // After a restart every partition looks for what is left. The server's batch cannot restart a step that was
        // killed
        // before it had noted how many partitions there are.
        plan.setPartitionsOverride(true);
        plan.setThreads(Math.min(threads, providers.size()));
        plan.setPartitionProperties(
                providers.stream().map(ProviderPartitions::properties).toArray(Properties[]::new));
        return plan;
    }

    private static Properties properties(String provider) {
        Properties properties = new Properties();
        properties.setProperty(PROVIDER, provider);
        return properties;
    }
}
