package com.wevion.credits.purchase;

import com.wevion.credits.catalog.CatalogVersion;
import com.wevion.credits.catalog.CreditPackage;
import com.wevion.credits.catalog.Unpriceable;
import com.wevion.credits.catalog.publication.Catalog;
import com.wevion.credits.ledger.AccountKind;
import com.wevion.credits.ledger.Accounts;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.Rounds;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.json.Fingerprint;
import com.wevion.credits.purchase.TopUpBook.Claim;
import com.wevion.credits.stripe.Cents;
import com.wevion.credits.stripe.Stripe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Buys a package by the saved payment method when a team's credits run low: off until somebody switches it on, one at a
 * time, never more in a month than was allowed. After a failure nothing is tried until a person has done something.
 */
@ApplicationScoped
public class TopUps {
    private static final Logger LOG = Logger.getLogger(TopUps.class.getName());

    @Inject
    TopUpBook topUps;

    @Inject
    TopUpCharge charge;

    @Inject
    Fulfilment fulfilment;

    @Inject
    Catalog catalog;

    @Inject
    Accounts accounts;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.topup.attempt.minutes")
    long attemptMinutes;

    @Inject
    @ConfigProperty(name = "credits.purchase.sweep.seconds")
    long sweepSeconds;

    @Inject
    @ConfigProperty(name = "credits.topup.poll.seconds")
    long pollSeconds;

    @Inject
    Stripe stripe;

    void begin(@Observes Rounds rounds) {
        if (stripe.isSetUp()) {
            rounds.every(
                    "top-ups",
                    Duration.ofSeconds(pollSeconds),
                    () -> rounds.eachNext(topUps::claim, Claim::teamId, this::attempt));
        }
    }

    /** A team's settings and state. */
    TopUpView view(UUID teamId) {
        return topUps.find(teamId)
                .map(topUp -> TopUpView.of(topUp, catalog.current().creditPackage(topUp.packageCode())))
                .orElse(TopUpView.NEVER_SET);
    }

    /**
     * Saves the settings. Switching it on needs Stripe, which is asked for the payment method; switching it off needs
     * nothing.
     *
     * @throws Unpriceable if there is no such package
     * @throws Invalid if the maximum per month is below its price
     * @throws Unavailable if Stripe does not answer
     */
    TopUpView save(UUID teamId, TopUpRequest wanted, UUID savedBy) {
        Instant missingSince = null;
        if (wanted.enabled()) {
            long priceNanos =
                    Purchases.offered(catalog.current(), wanted.packageCode()).priceNanos();
            if (wanted.maximumCents() < Cents.of(priceNanos)) {
                throw new Invalid(
                        "maximumUsdPerMonth",
                        "must be at least the price of the package, " + Cents.format(Cents.of(priceNanos)));
            }
            Instant now = clock.instant();
            missingSince = charge.paymentMethod(charge.customer(teamId)).isPresent() ? null : now;
        }
        topUps.save(teamId, wanted, savedBy, missingSince);
        return view(teamId);
    }

    /**
     * Buys a package for a team, if it is still to be bought. A top-up that was recorded is gone on with by the sweeper,
     * whatever happens here.
     */
    private void attempt(Claim claim) {
        TopUp topUp = topUps.find(claim.teamId()).orElseThrow();
        CatalogVersion version = catalog.current();
        if (!topUp.isDue(version.creditPackage(topUp.packageCode()))) {
            return; // looked at again when the claim is over
        }
        Instant now = clock.instant();
        String customer = charge.customer(topUp.teamId());
        Optional<String> method = charge.paymentMethod(customer);
        if (method.isEmpty()) {
            topUps.lacksPaymentMethod(topUp, now);
            return;
        }
        CreditPackage wanted = Purchases.offered(version, topUp.packageCode());
        Purchase purchase = purchase(topUp, version, wanted, Payer.absent(customer, method.get()));
        boolean begun = topUps.begin(
                claim,
                found -> found.savedAt().equals(topUp.savedAt()) && found.isDue(Optional.of(wanted)),
                purchase,
                purchase.createdAt().plusSeconds(sweepSeconds));
        if (begun) {
            PurchaseStatus status = fulfilment.ask(purchase).status();
            LOG.log(Level.INFO, "Top-up {0} of team {1} is {2}", new Object[] {purchase.id(), topUp.teamId(), status});
        }
        topUps.release(claim);
    }

    private Purchase purchase(TopUp topUp, CatalogVersion version, CreditPackage wanted, Payer payer) {
        Instant now = clock.instant();
        UUID id = Ids.next();
        return Purchase.begun(
                id,
                topUp.teamId(),
                accounts.idOf(topUp.teamId(), AccountKind.CREDITS),
                Fingerprint.of(PurchaseOrigin.AUTO_TOP_UP, id),
                topUp.savedBy(),
                wanted,
                version.version(),
                null,
                now,
                now.plus(Duration.ofMinutes(attemptMinutes)),
                payer);
    }
}
