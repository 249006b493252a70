package com.wevion.credits.invoice.fetch;

import com.wevion.credits.invoice.Imports;
import com.wevion.credits.platform.call.BoundedCalls;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the fetching of costs together in the server. */
@ApplicationScoped
class FetchBeans {
    /** The APIs that have a key. */
    record CostSources(List<CostSource> all) {}

    @Resource(lookup = "jdbc/batch")
    DataSource dataSource;

    @Produces
    @Singleton
    FetchRules rules(
            @ConfigProperty(name = "credits.reconciliation.fetch.time") String time,
            @ConfigProperty(name = "credits.reconciliation.fetch.days") int againDays,
            @ConfigProperty(name = "credits.reconciliation.fetch.missing.days") int missingDays,
            @ConfigProperty(name = "credits.reconciliation.fetch.pages") int pages,
            @ConfigProperty(name = "credits.reconciliation.fetch.page.days") int pageDays,
            @ConfigProperty(name = "credits.reconciliation.fetch.pause.seconds") long pauseSeconds,
            @ConfigProperty(name = "credits.reconciliation.fetch.longest.pause.seconds") long longestPauseSeconds,
            @ConfigProperty(name = "credits.reconciliation.fetch.lease.seconds") long leaseSeconds) {
        return new FetchRules(
                LocalTime.parse(time),
                againDays,
                missingDays,
                pages,
                pageDays,
                Duration.ofSeconds(pauseSeconds),
                Duration.ofSeconds(longestPauseSeconds),
                Duration.ofSeconds(leaseSeconds));
    }

    @Produces
    @Singleton
    CostSources sources(
            @ConfigProperty(name = "credits.reconciliation.openai.api.base") String openAi,
            @ConfigProperty(name = "credits.reconciliation.openai.api.key") Optional<String> openAiKey,
            @ConfigProperty(name = "credits.reconciliation.anthropic.api.base") String anthropic,
            @ConfigProperty(name = "credits.reconciliation.anthropic.api.key") Optional<String> anthropicKey) {
        return new CostSources(Stream.of(
                        openAiKey.map(key -> new CostSource(CostApi.OPENAI, openAi, key)),
                        anthropicKey.map(key -> new CostSource(CostApi.ANTHROPIC, anthropic, key)))
                .flatMap(Optional::stream)
                .toList());
    }

    @Produces
    @Singleton
    FetchStates states(Clock clock, FetchRules rules, CostSources sources) {
        return new FetchStates(
                dataSource,
                clock,
                rules,
                sources.all().stream().map(CostSource::api).toList());
    }

    @Produces
    @Singleton
    CostFetch fetch(
            Clock clock,
            FetchRules rules,
            CostSources sources,
            FetchStates states,
            Imports imports,
            @ConfigProperty(name = "credits.reconciliation.fetch.connect.millis") long connectMillis,
            @ConfigProperty(name = "credits.reconciliation.fetch.timeout.millis") long timeoutMillis,
            @ConfigProperty(name = "credits.reconciliation.fetch.answer.max.bytes") int maxBytes) {
        CostPages pages = new CostPages(new BoundedCalls(connectMillis, timeoutMillis, maxBytes), clock, rules);
        return new CostFetch(sources.all(), states, pages, imports, rules);
    }
}
