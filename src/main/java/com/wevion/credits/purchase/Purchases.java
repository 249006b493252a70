package com.wevion.credits.purchase;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.catalog.CreditPackage;
import com.wevion.credits.catalog.Unpriceable;
import com.wevion.credits.catalog.publication.Catalog;
import com.wevion.credits.ledger.Accounts;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.ledger.operation.IdempotencyKeyReused;
import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.json.Fingerprint;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sells credit packages: one purchase is one Checkout Session, credited once (S1, S2, S17, D14). */
@ApplicationScoped
public class Purchases {
    /** A purchase and whether it had been begun before. */
    record Begun(Purchase purchase, boolean replayed) {}

    private static final Logger LOG = Logger.getLogger(Purchases.class.getName());
    private static final int MAX_ASKED = 10_000;

    @Inject
    PurchaseBook book;

    @Inject
    Checkout checkout;

    @Inject
    Fulfilment fulfilment;

    @Inject
    ReturnUrls returnUrls;

    @Inject
    TopUpBook topUps;

    @Inject
    TopUpCharge charge;

    @Inject
    Catalog catalog;

    @Inject
    Accounts accounts;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.purchase.session.minutes")
    long sessionMinutes;

    @Inject
    @ConfigProperty(name = "credits.purchase.sweep.seconds")
    long sweepSeconds;

    @Inject
    @ConfigProperty(name = "credits.purchase.ask.millis")
    long askMillis;

    private Cache<UUID, Boolean> asked;

    @PostConstruct
    void start() {
        asked = Caffeine.newBuilder()
                .maximumSize(MAX_ASKED)
                .expireAfterWrite(Duration.ofMillis(askMillis))
                .build();
    }

    /**
     * Begins a purchase, once per key: it is recorded, then its session is made. A retry resumes a first attempt that was cut off.
     *
     * @throws Unpriceable if there is no such package
     * @throws Conflict if its price is not the one that the buyer was shown
     * @throws IdempotencyKeyReused if the key was used for another purchase
     * @throws Unavailable if Stripe does not answer
     */
    Begun begin(UUID teamId, PurchaseRequest request, UUID boughtBy, String idempotencyKey) {
        byte[] fingerprint = fingerprint(request, boughtBy);
        Optional<Purchase> earlier = book.byKey(teamId, idempotencyKey);
        UUID id = Ids.next();
        if (earlier.isEmpty()) {
            Purchase wanted = wanted(id, teamId, request, boughtBy, fingerprint);
            book.insert(wanted, idempotencyKey, clock.instant().plusSeconds(sweepSeconds));
        }
        Purchase purchase = earlier.or(() -> book.byKey(teamId, idempotencyKey)).orElseThrow();
        requireSame(purchase, fingerprint);
        return new Begun(checkout.open(purchase), !purchase.id().equals(id));
    }

    /**
     * The purchase that was begun with this key, for a retry by somebody who may not buy now; empty if the first attempt was cut off before
     * there was a session, since it is not resumed for such a person.
     *
     * @throws IdempotencyKeyReused if the key was used for another purchase
     */
    Optional<Begun> earlier(UUID teamId, PurchaseRequest request, UUID boughtBy, String idempotencyKey) {
        Optional<Purchase> earlier = book.byKey(teamId, idempotencyKey);
        earlier.ifPresent(purchase -> requireSame(purchase, fingerprint(request, boughtBy)));
        return earlier.filter(purchase -> purchase.sessionId() != null).map(purchase -> new Begun(purchase, true));
    }

    private static byte[] fingerprint(PurchaseRequest request, UUID boughtBy) {
        return Fingerprint.of(request.packageCode(), request.returnUrl(), request.price(), boughtBy);
    }

    private static void requireSame(Purchase purchase, byte[] fingerprint) {
        if (!Arrays.equals(purchase.fingerprint(), fingerprint)) {
            throw new IdempotencyKeyReused();
        }
    }

    private Purchase wanted(UUID id, UUID teamId, PurchaseRequest request, UUID boughtBy, byte[] fingerprint) {
        CatalogVersion version = catalog.current();
        CreditPackage wanted = offered(version, request.packageCode());
        if (request.price() != null && Unit.USD.parse("price", request.price()) != wanted.priceNanos()) {
            throw new Conflict("The package now costs $%s.".formatted(Unit.USD.format(wanted.priceNanos())));
        }
        Instant now = clock.instant();
        return Purchase.begun(
                id,
                teamId,
                accounts.idOf(teamId, AccountKind.CREDITS),
                fingerprint,
                boughtBy,
                wanted,
                version.version(),
                returnUrls.checked(request.returnUrl()),
                now,
                now.plus(Duration.ofMinutes(sessionMinutes)),
                payer(teamId));
    }

    /** With automatic top-up the team's customer pays, and the card is saved for the next time. */
    private Payer payer(UUID teamId) {
        return topUps.isEnabled(teamId) ? Payer.saving(charge.customer(teamId)) : Payer.ANYBODY;
    }

    /** @throws Unpriceable if there is no such package */
    static CreditPackage offered(CatalogVersion version, String packageCode) {
        return version.creditPackage(packageCode).orElseThrow(() -> new Unpriceable("There is no such package."));
    }

    /**
     * A purchase as it is now; of one that is pending Stripe is asked first, so that a page that waits for the payment sees
     * it even if no event comes.
     *
     * @param only the person whose purchases may be seen; null for everybody's
     * @throws NotFound if there is none, or none that may be seen
     */
    Purchase look(UUID teamId, UUID id, UUID only) {
        Purchase purchase = find(teamId, id, only);
        if (purchase.status() != PurchaseStatus.PENDING
                || !purchase.isAtStripe()
                || asked.asMap().putIfAbsent(id, true) != null) {
            return purchase;
        }
        try {
            return fulfilment.ask(purchase);
        } catch (Unavailable e) {
            LOG.log(Level.FINE, "Nothing new about purchase {0}", id);
            return purchase;
        }
    }

    /**
     * A purchase as it is known here.
     *
     * @param only the person whose purchases may be seen; null for everybody's
     * @throws NotFound if there is none, or none that may be seen
     */
    Purchase find(UUID teamId, UUID id, UUID only) {
        return book.find(id)
                .filter(found -> found.teamId().equals(teamId))
                .filter(found -> only == null || only.equals(found.boughtBy()))
                .orElseThrow(() -> new NotFound("purchase"));
    }

    /** A page of them, the newest first. */
    Page<Purchase> page(UUID teamId, UUID only, int limit, String cursor) {
        return book.page(teamId, only, limit, cursor);
    }
}
