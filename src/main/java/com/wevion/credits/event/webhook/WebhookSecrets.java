package com.wevion.credits.event.webhook;

import com.wevion.credits.platform.Conflict;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
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
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.orElseThrow().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] derived = mac.doFinal((webhook.id() + "|" + generation).getBytes(StandardCharsets.UTF_8));
            return "whsec_" + Base64.getEncoder().encodeToString(derived);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
