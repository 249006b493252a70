package com.wevion.credits.identity;

import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.wevion.credits.platform.Development;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Those whose tokens count here, by the settings; in the embedded default there is the development issuer instead. */
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
    private final List<FetchedKeys> fetched = new ArrayList<>();

    @PostConstruct
    void read() {
        List<String> given = names.stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        new IssuerRules(config, development).check(given, signInName, signInClient);
        all = development.isOn()
                ? List.of(devTokens.issuer())
                : given.stream().map(this::read).toList();
        IssuerRules.check(all, signInClient);
    }

    private Issuer read(String name) {
        return new IssuerSettings(config, name).read(this::keys);
    }

    private IssuerKeys keys(IssuerSettings settings) {
        Optional<FixedKeys> given = settings.keys();
        if (given.isPresent()) {
            return given.get();
        }
        FetchedKeys keys = new FetchedKeys(
                settings.address(),
                fetching(settings),
                new FetchedKeys.Limits(
                        Duration.ofSeconds(refreshSeconds),
                        Duration.ofSeconds(unknownSeconds),
                        Duration.ofSeconds(outageSeconds),
                        Duration.ofMillis(waitMillis),
                        waiting),
                Ticker.systemTicker(),
                threads);
        fetched.add(keys);
        return keys;
    }

    /** What is wrong with an address is said here, at the start, and not only where keys are fetched. */
    private Callable<JWKSet> fetching(IssuerSettings settings) {
        Optional<URI> given = settings.keysAddress();
        if (given.isPresent()) {
            return () -> fetch(given.get());
        }
        URI metadata = settings.metadataAddress();
        return () -> fetch(discovered(metadata));
    }

    private JWKSet fetch(URI address) throws IOException, ParseException {
        return JWKSet.parse(calls.get(address));
    }

    private URI discovered(URI metadata) throws IOException, ParseException {
        URI address = JSONObjectUtils.getURI(JSONObjectUtils.parse(calls.get(metadata)), "jwks_uri");
        if (address == null) {
            throw new IOException(metadata + " names no jwks_uri");
        }
        return address;
    }

    @PreDestroy
    void stop() {
        fetched.forEach(FetchedKeys::close);
    }

    List<Issuer> all() {
        return all;
    }

    /** Who says of itself that this is its address. */
    Optional<Issuer> at(String address) {
        return all.stream().filter(each -> each.address().equals(address)).findFirst();
    }

    /** Where people sign in; empty if nowhere. */
    public Optional<Issuer> signIn() {
        return signInName.flatMap(
                name -> all.stream().filter(each -> each.name().equals(name)).findFirst());
    }

    /** Who we are at the provider where people sign in; a token that is for us is about a login. */
    public Optional<String> signInClient() {
        return signInClient;
    }
}
