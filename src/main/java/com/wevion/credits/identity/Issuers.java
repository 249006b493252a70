package com.wevion.credits.identity;

import com.github.benmanes.caffeine.cache.Ticker;
import com.wevion.credits.platform.Development;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The issuers in the settings; in the embedded default, the development issuer instead. */
@ApplicationScoped
public class Issuers {
    @Inject
    Config config;

    @Inject
    ProviderCalls calls;

    @Inject
    Development development;

    @Inject
    DevTokens devTokens;

    @Resource
    ManagedThreadFactory threads;

    @Inject
    @ConfigProperty(name = "credits.issuers")
    Optional<String> names;

    @Inject
    @ConfigProperty(name = "credits.openid.issuer")
    Optional<String> signInName;

    @Inject
    @ConfigProperty(name = "credits.openid.client.id")
    Optional<String> signInClient;

    @Inject
    @ConfigProperty(name = "credits.identity.keys.refresh.seconds")
    long refreshSeconds;

    @Inject
    @ConfigProperty(name = "credits.identity.keys.unknown.seconds")
    long unknownSeconds;

    @Inject
    @ConfigProperty(name = "credits.identity.keys.outage.seconds")
    long outageSeconds;

    @Inject
    @ConfigProperty(name = "credits.identity.keys.wait.millis")
    long waitMillis;

    @Inject
    @ConfigProperty(name = "credits.identity.keys.waiting")
    int waiting;

    private List<Issuer> all;
    private Semaphore waiters;
    private final List<FetchedKeys> fetched = new ArrayList<>();

    @PostConstruct
    void read() {
        List<String> given = names.stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        new IssuerRules(config, development).check(given, signInName, signInClient);
        waiters = new Semaphore(waiting);
        try {
            all = development.isOn()
                    ? List.of(devTokens.issuer())
                    : given.stream().map(this::read).toList();
            IssuerRules.check(all, signInClient);
            signIn().ifPresent(IssuerRules::checkSignIn);
        } catch (RuntimeException e) { // the server stays up, and would fetch on
            stop();
            throw e;
        }
    }

    /** Returns when all keys have been requested once, or the time is over. */
    void awaitKeys(Duration longest) {
        CompletableFuture<?>[] first = fetched.stream().map(FetchedKeys::begin).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(first).get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // The log says what is wrong; whoever is known to others is served meanwhile.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Issuer read(String name) {
        return new IssuerSettings(config, name).read(this::keys);
    }

    private IssuerKeys keys(IssuerSettings settings) {
        Optional<FixedKeys> given = settings.keys();
        if (given.isPresent()) {
            return given.get();
        }
        // Looked at here, so that what is wrong with an address is said at the start.
        Optional<URI> address = settings.keysAddress();
        KeySource source = address.isPresent()
                ? new KeySource(calls, address.get(), null)
                : new KeySource(calls, null, settings.metadataAddress());
        FetchedKeys keys = new FetchedKeys(
                settings.address(),
                source,
                new FetchedKeys.Limits(
                        Duration.ofSeconds(refreshSeconds),
                        Duration.ofSeconds(unknownSeconds),
                        Duration.ofSeconds(outageSeconds),
                        Duration.ofMillis(waitMillis),
                        waiters),
                Ticker.systemTicker(),
                threads);
        fetched.add(keys);
        return keys;
    }

    @PreDestroy
    void stop() {
        fetched.forEach(FetchedKeys::close);
    }

    List<Issuer> all() {
        return all;
    }

    /** The issuer with this address. */
    Optional<Issuer> at(String address) {
        return all.stream().filter(each -> each.address().equals(address)).findFirst();
    }

    /** A verified identity under the present settings; empty if its issuer is no longer configured. */
    Optional<Identity> stillCounts(Identity identity) {
        return at(identity.issuer()).map(issuer -> identity.limitedTo(issuer.grants()));
    }

    /** The issuer at which people sign in; empty if there is none. */
    public Optional<Issuer> signIn() {
        return signInName.flatMap(
                name -> all.stream().filter(each -> each.name().equals(name)).findFirst());
    }

    /** Our client id at the provider at which people sign in; a token with this audience is about a login. */
    public Optional<String> signInClient() {
        return signInClient;
    }
}
