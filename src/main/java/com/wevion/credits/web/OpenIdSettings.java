package com.wevion.credits.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The identity provider that people sign in at, if one is configured; {@link OpenId} reads it by expressions. */
@Named("openId")
@ApplicationScoped
public class OpenIdSettings {
    @Inject
    @ConfigProperty(name = "credits.openid.provider")
    Optional<String> provider;

    @Inject
    @ConfigProperty(name = "credits.openid.client.id")
    Optional<String> clientId;

    @Inject
    @ConfigProperty(name = "credits.openid.client.secret")
    Optional<String> clientSecret;

    @Inject
    @ConfigProperty(name = "credits.openid.scopes")
    String scopes;

    /** Whether people sign in at a provider. */
    boolean areGiven() {
        return provider.isPresent();
    }

    /** The provider's issuer address, below which its metadata are. */
    public String getProvider() {
        return provider.orElse("");
    }

    public String getClientId() {
        return clientId.orElse("");
    }

    public String getClientSecret() {
        return clientSecret.orElse("");
    }

    public String getScopes() {
        return scopes;
    }
}
