package com.wevion.credits.signin;

import com.wevion.credits.identity.ProviderTokens;
import com.wevion.credits.identity.Session;
import com.wevion.credits.identity.Sessions;
import com.wevion.credits.platform.OneLine;
import com.wevion.credits.platform.RealTime;
import com.wevion.credits.platform.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Asks the provider once more who somebody is, before what it said ends. A refresh token is often good for one use, so of all pages
 * and servers one asks, and the others wait for what it hears.
 */
@ApplicationScoped
class Renewals {
    private static final Logger LOG = Logger.getLogger(Renewals.class.getName());

    /** Before the end of what the provider said; pages ask for the next token a minute before the end. */
    private static final Duration BEFORE_THE_END = Duration.ofSeconds(120);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /** Two calls at most, for the provider's metadata and for the tokens, and the queue before them. */
    private static final int CALLS = 3;

    @Inject
    Provider provider;

    @Inject
    Sessions sessions;

    @Inject
    @RealTime
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.identity.call.timeout.millis")
    long callMillis;

    /**
     * The session with what the provider says now, if it had to be asked; empty if it signs the person in no more.
     *
     * @throws Unavailable if it does not answer, and what it said has ended
     */
    Optional<Session> fresh(Session session) {
        if (lasts(session, BEFORE_THE_END)) {
            return Optional.of(session);
        }
        Optional<ProviderTokens> tokens = session.providerTokens().filter(given -> given.refresh() != null);
        if (tokens.isEmpty()) {
            return ifItLasts(session);
        }
        if (sessions.beginRenewal(session, longest())) {
            return ask(session, tokens.get());
        }
        return await(session);
    }

    private Duration longest() {
        return Duration.ofMillis(callMillis * CALLS);
    }

    private boolean lasts(Session session, Duration time) {
        return session.identity().until().isAfter(clock.instant().plus(time));
    }

    /** What cannot be renewed serves to its end. */
    private Optional<Session> ifItLasts(Session session) {
        return Optional.of(session).filter(each -> lasts(each, Duration.ZERO));
    }

    private Optional<Session> ask(Session session, ProviderTokens tokens) {
        try {
            Grant grant = provider.renewed(tokens);
            if (!grant.person().personId().equals(session.identity().personId())) {
                throw new SignInRefused("The provider gives a token of somebody else");
            }
            sessions.endRenewal(session, grant.person(), grant.tokens());
            return sessions.again(session);
        } catch (SignInRefused e) {
            LOG.log(Level.INFO, "A session ends: {0}", OneLine.of(e.getMessage()));
            sessions.end(session);
            return Optional.empty();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "A session is not renewed now: {0}", OneLine.of(e.getMessage()));
            sessions.endRenewal(session, null, null);
            return whileAway(session);
        }
    }

    private Optional<Session> await(Session session) {
        long deadline = System.nanoTime() + longest().toNanos();
        Optional<Session> now = Optional.of(session);
        while (System.nanoTime() < deadline) {
            now = sessions.again(session);
            if (now.isEmpty() || lasts(now.get(), BEFORE_THE_END)) {
                return now;
            }
            if (!now.get().renewingUntil().isAfter(clock.instant())) {
                break; // whoever asked has heard nothing
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return now.flatMap(this::whileAway);
    }

    private Optional<Session> whileAway(Session session) {
        if (!lasts(session, Duration.ZERO)) {
            throw new Unavailable("The provider that people sign in at does not answer.");
        }
        return Optional.of(session);
    }
}
