package com.wevion.credits.operations;

import com.wevion.credits.operations.QueuesView.Waiting;
import com.wevion.credits.platform.Rounds;
import com.wevion.credits.platform.database.Night;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Finds what stands still: looks every few seconds at what waits, and shows at {@code /metrics} how much it is and for how long the first
 * of it has waited. While the database is away, the last figures keep ageing.
 */
@Default
@Readiness
@ApplicationScoped
class WaitingWork implements HealthCheck {
    @Inject
    Queues queues;

    @Inject
    MeterRegistry registry;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.watch.seconds")
    long seconds;

    private volatile QueuesView seen;

    @PostConstruct
    void register() {
        show("outbox", QueuesView::outbox);
        show("dead-letters", QueuesView::deadLetters);
        show("stripe-events", view -> events(view.stripeEvents()));
        show("webhooks", view -> events(view.webhooks()));
        show("mails", view -> events(view.mails()));
        show("purchases", QueuesView::purchases);
        show("breaks", QueuesView::breaks);
        show("refused-imports", QueuesView::refusedImports);
        show("jobs", view -> new Waiting(view.jobs().waiting(), view.jobs().oldestAt()));
        count(
                "credits.stripe.events.dead",
                "Stripe's events that were given up",
                view -> view.stripeEvents().failed());
        count(
                "credits.webhooks.dead",
                "Deliveries to webhooks that were given up, counted up to credits.queues.counted",
                view -> view.webhooks().failed());
        count(
                "credits.mails.dead",
                "Events of which nobody was told as their mails were given up, counted up to credits.queues.counted",
                view -> view.mails().failed());
        count(
                "credits.jobs.overdue",
                "Jobs whose hold should have been released",
                view -> view.jobs().overdue());
        Gauge.builder("credits.reconciliation.nightly.age", () -> seen == null ? Double.NaN : age(seen.nightlyRunAt()))
                .description("Seconds since the last nightly reconciliation was completed; NaN if none was")
                .baseUnit("seconds")
                .register(registry);
        Arrays.stream(Night.State.values()).filter(Night.State::needsSomebody).forEach(this::showNight);
    }

    private void showNight(Night.State state) {
        Gauge.builder(
                        "credits.reconciliation.nightly.trouble",
                        () -> seen == null ? Double.NaN : seen.nightly().state() == state ? 1 : 0)
                .description("1 if the latest night of the reconciliation needs somebody for this reason, otherwise 0")
                .tag("state", state.name())
                .register(registry);
    }

    private void show(String queue, Function<QueuesView, Waiting> part) {
        Gauge.builder(
                        "credits.waiting",
                        () -> seen == null ? Double.NaN : part.apply(seen).waiting())
                .description("What waits in a queue, counted up to credits.queues.counted")
                .tag("queue", queue)
                .register(registry);
        Gauge.builder("credits.waiting.oldest", () -> seen == null ? Double.NaN : waited(part.apply(seen)))
                .description("Seconds for which the first in a queue has waited")
                .baseUnit("seconds")
                .tag("queue", queue)
                .register(registry);
    }

    private void count(String name, String description, ToLongFunction<QueuesView> number) {
        Gauge.builder(name, () -> seen == null ? Double.NaN : number.applyAsLong(seen))
                .description(description)
                .register(registry);
    }

    private static Waiting events(QueuesView.Events queue) {
        return new Waiting(queue.waiting(), queue.oldestAt());
    }

    private double waited(Waiting queue) {
        return queue.oldestAt() == null ? 0 : age(queue.oldestAt());
    }

    private double age(Instant since) {
        return since == null
                ? Double.NaN
                : Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1000.0);
    }

    void begin(@Observes Rounds rounds) {
        rounds.atOnceAndEvery("waiting", Duration.ofSeconds(seconds), () -> seen = queues.now());
    }

    /** Always up: another server would not have less to do. */
    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("waiting").up();
        QueuesView view = seen;
        if (view == null) {
            return answer.withData("seenAt", "never").build();
        }
        return answer.withData("seenAt", view.at().toString())
                .withData("outboxOldestSeconds", (long) waited(view.outbox()))
                .withData("deadLettersOldestSeconds", (long) waited(view.deadLetters()))
                .withData("stripeEventsOldestSeconds", (long) waited(events(view.stripeEvents())))
                .withData("purchasesOldestSeconds", (long) waited(view.purchases()))
                .withData("newBreaks", view.breaks().waiting())
                .withData("newBreaksOldestSeconds", (long) waited(view.breaks()))
                .withData("refusedImports", view.refusedImports().waiting())
                .withData("refusedImportsOldestSeconds", (long) waited(view.refusedImports()))
                .withData("nightly", view.nightly().state().name())
                .withData("night", view.nightly().night().toString())
                .withData(
                        "nightlyRunAt",
                        view.nightlyRunAt() == null
                                ? "never"
                                : view.nightlyRunAt().toString())
                .build();
    }
}
