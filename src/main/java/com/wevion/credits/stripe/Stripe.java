package com.wevion.credits.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.ApiException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.HasId;
import com.stripe.model.StripeCollection;
import com.stripe.model.StripeError;
import com.stripe.net.RequestOptions;
import com.wevion.credits.platform.OneLine;
import com.wevion.credits.platform.OutcomeUnknown;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.trace.Trace;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The connection to Stripe, with the API version of the library. Never called inside a transaction. Thread-safe.
 */
@ApplicationScoped
public class Stripe {
    /** A request to Stripe. */
    @FunctionalInterface
    public interface Request<T> {
        /** Sends it. */
        T by(StripeClient client) throws StripeException;
    }

    /** The most objects of a page of a list. */
    public static final long PAGE = 100;

    private static final int CONFLICT = 409;
    private static final Set<String> IN_BETWEEN = Set.of("idempotency_key_in_use", "lock_timeout");
    private static final Logger LOG = Logger.getLogger(Stripe.class.getName());

    @Inject
    @ConfigProperty(name = "credits.stripe.api.key")
    Optional<String> apiKey;

    @Inject
    @ConfigProperty(name = "credits.stripe.api.base")
    Optional<String> apiBase;

    @Inject
    @ConfigProperty(name = "credits.stripe.connect.timeout.millis")
    int connectTimeoutMillis;

    @Inject
    @ConfigProperty(name = "credits.stripe.read.timeout.millis")
    int readTimeoutMillis;

    @Inject
    @ConfigProperty(name = "credits.stripe.retries")
    int retries;

    @Inject
    @ConfigProperty(name = "credits.stripe.search.pages")
    long searchPages;

    private StripeClient client;

    @PostConstruct
    void connect() {
        if (apiKey.isPresent()) {
            StripeClient.StripeClientBuilder builder = StripeClient.builder()
                    .setApiKey(apiKey.get())
                    .setConnectTimeout(connectTimeoutMillis)
                    .setReadTimeout(readTimeoutMillis)
                    .setMaxNetworkRetries(retries);
            apiBase.ifPresent(builder::setApiBase);
            client = builder.build();
        }
    }

    /** True if there is a key. */
    public boolean isSetUp() {
        return client != null;
    }

    /** True if the key is for real money; objects of the other mode are not ours. */
    public boolean isLive() {
        return apiKey.filter(key -> key.startsWith("sk_live_") || key.startsWith("rk_live_"))
                .isPresent();
    }

    /** Makes a repetition of a request get the first one's answer. */
    public static RequestOptions once(String idempotencyKey) {
        return RequestOptions.builder().setIdempotencyKey(idempotencyKey).build();
    }

    /**
     * Asks Stripe.
     *
     * @throws StripeFailed if Stripe says that it has failed, or that the same is being done; what is made may be there
     * @throws Unavailable if there is no answer, or none that says anything; whether it was done is unknown, and a repetition
     *     with the same idempotency key finds out
     * @throws StripeRefused if Stripe does not do it
     */
    public <T> T ask(Request<T> request) {
        if (client == null) {
            throw new Unavailable("Payments are not set up here.");
        }
        try {
            return Trace.ask("Stripe").in(() -> request.by(client));
        } catch (InvalidRequestException | CardException | IdempotencyException e) {
            if (isInBetween(e)) {
                throw failed(e);
            }
            throw new StripeRefused(e.getCode(), e.getStatusCode(), e.getMessage(), paymentIntent(e));
        } catch (AuthenticationException e) {
            LOG.log(Level.SEVERE, "Stripe does not accept credits.stripe.api.key: {0}", e.getCode());
            throw new Unavailable("Payments are not set up properly here.");
        } catch (ApiException e) {
            throw failed(e);
        } catch (StripeException e) { // no connection, too many requests
            if (isInBetween(e)) {
                throw failed(e);
            }
            LOG.log(Level.WARNING, "Stripe does not answer: {0}", OneLine.of(e.getMessage()));
            throw new OutcomeUnknown("Stripe does not answer at the moment.");
        }
    }

    /**
     * Goes through a list, however many pages it has, of which one is in memory at a time.
     *
     * @param list the first page; what it asks for has to bound it, for example by a time
     * @throws Unavailable as {@link #ask}
     * @throws StripeRefused as {@link #ask}
     */
    public <T extends HasId, R> R through(Request<StripeCollection<T>> list, Function<Iterable<T>, R> work) {
        return ask(client -> {
            try {
                return work.apply(list.by(client).autoPagingIterable());
            } catch (RuntimeException e) { // in which the library hides why a further page does not come
                if (e.getCause() instanceof StripeException hidden) {
                    throw hidden;
                }
                throw e;
            }
        });
    }

    /**
     * The first of a list that is wanted.
     *
     * @param list as for {@link #through}, which also tells what is thrown
     * @throws Unavailable also if there are more pages than are looked at
     */
    public <T extends HasId> Optional<T> find(Request<StripeCollection<T>> list, Predicate<T> wanted) {
        return through(list, all -> {
            long left = Math.multiplyExact(searchPages, PAGE);
            for (T one : all) {
                if (wanted.test(one)) {
                    return Optional.of(one);
                }
                left--;
                if (left == 0) {
                    throw new Unavailable("Stripe has too many objects of that time to find this one.");
                }
            }
            return Optional.empty();
        });
    }

    /**
     * All of a list, however many pages it has.
     *
     * @param list as for {@link #find}, which also tells what is thrown
     */
    public <T extends HasId> List<T> all(Request<StripeCollection<T>> list) {
        List<T> all = new ArrayList<>();
        find(list, one -> {
            all.add(one);
            return false;
        });
        return all;
    }

    /** Another request with the same key is being worked on, or holds the object: what it does is not known yet. */
    private static boolean isInBetween(StripeException e) {
        return Integer.valueOf(CONFLICT).equals(e.getStatusCode()) || IN_BETWEEN.contains(String.valueOf(e.getCode()));
    }

    private static StripeFailed failed(StripeException e) {
        LOG.log(Level.WARNING, "Stripe has failed: {0}", OneLine.of(e.getMessage()));
        return new StripeFailed();
    }

    private static String paymentIntent(StripeException e) {
        StripeError error = e.getStripeError();
        return error == null || error.getPaymentIntent() == null
                ? null
                : error.getPaymentIntent().getId();
    }
}
