package com.wevion.credits.event.webhook;

import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.Hashes;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The secrets with which deliveries are signed. They follow from one key of the deployer, so that whoever reads the database cannot sign.
 */
@ApplicationScoped
class WebhookSecrets {
    private static final int SHORTEST = 32;

    @Inject
    @ConfigProperty(name = "credits.webhooks.key")
    Optional<String> key;

    /** Fails the start if the key can be guessed. */
    @PostConstruct
    void check() {
        if (key.filter(text -> text.length() < SHORTEST).isPresent()) {
            throw new IllegalStateException("credits.webhooks.key must have at least " + SHORTEST + " characters");
        }
    }

    /**
     * Checks that there is a key.
     *
     * @throws Conflict otherwise
     */
    void requireKey() {
        if (key.isEmpty()) {
            throw new Conflict("This deployment has no webhooks, as credits.webhooks.key is not set.");
        }
    }

    /** The secret as receivers get it. */
    String of(Webhook webhook, int generation) {
        byte[] derived = Hashes.signature(key.orElseThrow(), webhook.id() + "|" + generation);
        return "whsec_" + Base64.getEncoder().encodeToString(derived);
    }
}
