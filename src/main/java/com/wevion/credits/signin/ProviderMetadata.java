package com.wevion.credits.signin;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.wevion.credits.identity.Issuer;
import com.wevion.credits.identity.Issuers;
import com.wevion.credits.identity.ProviderCalls;
import com.wevion.credits.platform.OneLine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The provider's metadata, fetched at intervals; the last ones serve while it does not answer. Thread-safe. */
@ApplicationScoped
class ProviderMetadata {
    private static final Logger LOG = Logger.getLogger(ProviderMetadata.class.getName());

    private record Known(OIDCProviderMetadata metadata, long atNanos) {}

    @Inject
    Issuers issuers;

    @Inject
    ProviderCalls calls;

    @Inject
    @ConfigProperty(name = "credits.openid.metadata.minutes")
    long minutes;

    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Known known;

    /** True once there are metadata; from then on only the caller that fetches them again waits. */
    boolean isKnown() {
        return known != null;
    }

    /** @throws IOException if the provider does not answer and never has */
    OIDCProviderMetadata get() throws IOException {
        Known now = known;
        if (now == null) {
            known = new Known(fetch(), System.nanoTime());
            return known.metadata();
        }
        boolean aged =
                System.nanoTime() - now.atNanos() > Duration.ofMinutes(minutes).toNanos();
        if (aged && asking.compareAndSet(false, true)) {
            try {
                known = new Known(fetch(), System.nanoTime());
            } catch (IOException e) {
                LOG.log(
                        Level.WARNING,
                        "The provider's last known metadata is still used: {0}",
                        OneLine.of(e.getMessage()));
                known = new Known(now.metadata(), System.nanoTime());
            } finally {
                asking.set(false);
            }
        }
        return known.metadata();
    }

    private OIDCProviderMetadata fetch() throws IOException {
        Issuer issuer = issuers.signIn().orElseThrow();
        try {
            OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(calls.get(issuer.metadataAddress()));
            if (!metadata.getIssuer().getValue().equals(issuer.address())) {
                throw new IOException("It says to be " + metadata.getIssuer() + ", and not " + issuer.address());
            }
            if (metadata.getAuthorizationEndpointURI() == null || metadata.getTokenEndpointURI() == null) {
                throw new IOException(issuer.address() + " has no addresses for the code flow");
            }
            return metadata;
        } catch (ParseException e) {
            throw new IOException(issuer.address() + " says of itself what cannot be read: " + e.getMessage(), e);
        }
    }
}
