package com.wevion.credits.signin;

import com.wevion.credits.identity.ProviderTokens;
import com.wevion.credits.identity.Session;
import com.wevion.credits.identity.Sessions;
import com.wevion.credits.platform.OneLine;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.time.RealTime;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Asks the provider again who a person is, before its last answer ends. A refresh token can often be used once only, so of all pages
 * and servers one asks, and the others wait for its answer.
 */
@ApplicationScoped
class Renewals {
    private static final Logger LOG = Logger.getLogger(Renewals.class.getName());

    /** Time before the end of the provider's answer; pages ask for the next token a minute before the end. */
    private static final Duration BEFORE_THE_END = Duration.ofSeconds(120);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private static final Duration SPARE = Duration.ofSeconds(10);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(2);

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

    @Inject
    @ConfigProperty(name = "credits.identity.keys.wait.millis")
    long keysMillis;

    @Inject
    @ConfigProperty(name = "credits.openid.calls")
    int maxWaiting;

    private Semaphore waiting;
    private volatile Long failedNanos;

    @PostConstruct
    void start() {
        waiting = new Semaphore(maxWaiting);
    }

    /** Longer than the calls for metadata, tokens and keys can take together. */
    private Duration lease() {
        return Duration.ofMillis(2 * callMillis + keysMillis).plus(SPARE);
    }

    /**
     * The session with the provider's present answer, if it had to be asked; empty if it no longer signs the person in. The last answer
     * serves to its end, so until then only the caller that asks waits.
     *
     * @throws Unavailable if it does not answer, and its last answer has ended
     */
    Optional<Session> fresh(Session session) {
        if (lasts(session, BEFORE_THE_END)) {
            return Optional.of(session);
        }
        Optional<ProviderTokens> tokens = provider.knows(session.identity())
                ? session.providerTokens().filter(given -> given.refresh() != null)
                : Optional.empty();
        if (tokens.isEmpty()) {
            return Optional.of(session).filter(this::counts);
        }
        if (!isAway() && sessions.beginRenewal(session, lease())) {
            return ask(session, tokens.get());
        }
        return counts(session) ? Optional.of(session) : awaitOther(session);
    }

    private boolean counts(Session session) {
        return lasts(session, Duration.ZERO);
    }

    private boolean lasts(Session session, Duration time) {
        return session.identity().until().isAfter(clock.instant().plus(time));
    }

    /** True if the provider did not answer just now; for a moment nobody asks it again. */
    private boolean isAway() {
        Long failed = failedNanos;
        return failed != null && System.nanoTime() - failed < AFTER_A_FAILURE.toNanos();
    }

    private Optional<Session> ask(Session session, ProviderTokens tokens) {
        try {
            Grant grant = provider.renewed(tokens);
            if (!grant.person().personId().equals(session.identity().personId())) {
                throw new SignInRefused("The provider gave a token of somebody else");
            }
            sessions.renewed(session, grant.person(), grant.tokens());
            return sessions.again(session);
        } catch (SignInRefused e) {
            LOG.log(Level.INFO, "A session ends: {0}", OneLine.of(e.getMessage()));
            sessions.refused(session);
            return sessions.again(session);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "A session could not be renewed: {0}", OneLine.of(e.getMessage()));
            if (!(e instanceof UnusableAnswer)) {
                failedNanos = System.nanoTime();
            }
            sessions.notRenewed(session);
            return whileAway(session);
        }
    }

    /** A few of those whose identity has ended wait for the caller that asks. */
    private Optional<Session> awaitOther(Session session) {
        if (isAway() || !waiting.tryAcquire()) {
            throw away();
        }
        try {
            long endNanos = System.nanoTime() + lease().toNanos();
            Optional<Session> now = sessions.again(session);
            while (now.filter(each -> !counts(each) && each.renewing()).isPresent()) {
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
                if (System.nanoTime() > endNanos || Thread.currentThread().isInterrupted()) {
                    throw away();
                }
                now = sessions.again(session);
            }
            return now.flatMap(this::whileAway);
        } finally {
            waiting.release();
        }
    }

    private Optional<Session> whileAway(Session session) {
        if (!counts(session)) {
            throw away();
        }
        return Optional.of(session);
    }

    private static Unavailable away() {
        return new Unavailable("The sign-in provider does not answer.");
    }
}
