package com.wevion.credits.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Starts the service before the first class that is annotated {@link WithService} and stops it after the last. After each class every
 * invariant of {@code sql/checks} holds over everything in its database.
 */
final class ServiceExtension implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
    private static final Path FOLDER = Path.of("target/it");
    /** The packages whose tests are about what Stripe does. */
    private static final Set<String> OF_STRIPE = Set.of("stripe", "purchase", "billing");
    /** Some hold a moment later: what is over is released by a round, and the last webhooks are on their way. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A collector of traces that is away. */
    private static final String NOBODY = "http://127.0.0.1:9/v1/traces";

    /** The services of the tests, each in a folder of its own. */
    private enum Kind {
        WITH_ENGINES("service"),
        WITHOUT_ENGINES("service-without-engines"),
        WITH_ITS_CLOCK_SET("service-with-its-clock-set"),
        /** As the first; browsers take so long that it would hold up the other classes there. */
        FOR_BROWSERS("service-for-browsers"),
        /** As the first, for the same reason: what Stripe may do takes long. */
        FOR_STRIPE("service-for-stripe");

        final String folder;

        Kind(String folder) {
            this.folder = folder;
        }

        boolean hasEngines() {
            return this == WITH_ENGINES || this == FOR_BROWSERS || this == FOR_STRIPE;
        }
    }

    /** Each may stop the service, set its clock or count what is in its database. */
    static final class OneClassAtATime implements ResourceLocksProvider {
        @Override
        public Set<Lock> provideForClass(Class<?> test) {
            return Set.of(new Lock(kind(test).folder));
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        service(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        String database = service(context).databaseUrl();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(LedgerChecks.violations(database)).isEmpty());
    }

    private static LocalService service(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(ServiceExtension.class))
                .computeIfAbsent(kind(context.getRequiredTestClass()), ServiceExtension::start, LocalService.class);
    }

    private static Kind kind(Class<?> test) {
        WithService wanted = test.getAnnotation(WithService.class);
        if (wanted.setsClock()) {
            return Kind.WITH_ITS_CLOCK_SET;
        }
        if (!wanted.engines()) {
            return Kind.WITHOUT_ENGINES;
        }
        boolean hasBrowser = AnnotationSupport.findRepeatableAnnotations(test, ResourceLock.class).stream()
                .anyMatch(lock -> lock.value().equals("browser"));
        if (hasBrowser) {
            return Kind.FOR_BROWSERS;
        }
        String packageName = test.getPackageName();
        return OF_STRIPE.contains(packageName.substring(packageName.lastIndexOf('.') + 1))
                ? Kind.FOR_STRIPE
                : Kind.WITH_ENGINES;
    }

    private static LocalService start(Kind kind) {
        Path folder = FOLDER.resolve(kind.folder);
        DataFolder.delete(folder.toAbsolutePath());
        LocalService service = LocalService.prepare(TestSettings.in(folder, settings(kind)));
        try {
            service.start();
        } catch (StartFailure e) {
            service.close();
            throw e;
        }
        return service;
    }

    /** Whatever waits for its time comes soon, and nobody waits for long. */
    private static Map<String, String> settings(Kind kind) {
        Map<String, String> settings = new HashMap<>(Map.ofEntries(
                Map.entry("credits.purchase.sweep.seconds", "2"),
                Map.entry("credits.topup.poll.seconds", "1"),
                // One class may be refused very often just before another one that counts.
                Map.entry("credits.audit.refusals.minute", "100000"),
                Map.entry("credits.approval.poll.seconds", "1"),
                Map.entry("credits.events.sweep.seconds", "1"),
                Map.entry("credits.webhooks.timeout.millis", "2000"),
                Map.entry("credits.webhooks.retry.seconds", "1,1,1"),
                Map.entry("credits.webhooks.pause.longest.seconds", "1"),
                Map.entry("credits.topup.lease.seconds", "15"),
                Map.entry("credits.billing.poll.seconds", "1"),
                Map.entry("credits.billing.limit.poll.seconds", "2"),
                Map.entry("credits.billing.month.poll.seconds", "5"),
                Map.entry("credits.checkpoint.poll.seconds", "1"),
                Map.entry("credits.stripe.catch.up.seconds", "5"),
                Map.entry("credits.stripe.read.timeout.millis", "2000"),
                Map.entry("credits.http.body.waiting", "200"),
                Map.entry("credits.reconciliation.file.unpacked.max.bytes", "67108864"),
                Map.entry("credits.web.origins", "https://host.example, https://studio.example"),
                Map.entry("credits.simulated.engines", Boolean.toString(kind.hasEngines())),
                Map.entry("credits.engines.delay.millis", "100")));
        if (kind == Kind.WITHOUT_ENGINES) {
            settings.put("credits.traces.endpoint", NOBODY);
        }
        if (kind == Kind.WITH_ITS_CLOCK_SET) {
            settings.put("credits.billing.month.poll.seconds", "1");
            settings.put("credits.reconciliation.poll.seconds", "1");
            settings.put("credits.limit.person.requests", "100");
            settings.put("credits.limit.team.requests", "300");
            settings.put("credits.limit.checkouts.minute", "20");
            settings.put("credits.approval.adjustment.credits", "1000000");
            settings.put("credits.approval.adjustment.usd", "0");
            settings.put("credits.approval.catalog", "true");
            settings.put("credits.approval.spending.limit", "true");
            settings.put("credits.approval.member.cap", "true");
            settings.put("credits.approval.owner", "true");
            settings.putAll(MailServer.SETTINGS);
        }
        return settings;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalService.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return service(context);
    }
}
