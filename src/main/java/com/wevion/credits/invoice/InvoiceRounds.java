package com.wevion.credits.invoice;

import com.wevion.credits.platform.Rounds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sweeps up after imports each minute, and looks into the inbox every few seconds where this node has one. */
@ApplicationScoped
class InvoiceRounds {
    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);

    @Inject
    ImportSweep sweep;

    @Inject
    Inbox inbox;

    @Inject
    @ConfigProperty(name = "credits.reconciliation.inbox.seconds")
    long inboxSeconds;

    void begin(@Observes Rounds rounds) {
        rounds.every("imports", BETWEEN_SWEEPS, sweep::sweep);
        if (inbox.isConfigured()) {
            rounds.every("invoice-inbox", Duration.ofSeconds(inboxSeconds), this::lookIntoInbox);
        }
    }

    private void lookIntoInbox() {
        try {
            inbox.open();
            inbox.look();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
