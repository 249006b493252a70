package com.wevion.credits.platform.http;

import com.wevion.credits.platform.ProblemType;
import com.wevion.credits.platform.Rounds;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts the problems that this server has answered with, by type. Problems are made where nothing can be injected. */
@ApplicationScoped
class ProblemCounts {
    private static final String OTHER = "other";
    private static final Map<String, LongAdder> BY_TYPE = Stream.concat(
                    Arrays.stream(ProblemType.values()).map(ProblemType::urn), Stream.of(OTHER))
            .collect(Collectors.toUnmodifiableMap(Function.identity(), type -> new LongAdder()));

    @Inject
    MeterRegistry registry;

    /** One more. */
    static void add(Problem problem) {
        BY_TYPE.getOrDefault(problem.type(), BY_TYPE.get(OTHER)).increment();
    }

    void begin(@Observes Rounds rounds) {
        BY_TYPE.forEach((type, count) -> FunctionCounter.builder("credits.problems", count, LongAdder::sum)
                .description("Problems that were answered, of the REST API and of what refuses requests before it")
                .tag("type", type.substring(type.lastIndexOf(':') + 1))
                .register(registry));
    }
}
