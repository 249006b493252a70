/**
 * A Stripe of our own, for {@code mvn -Prun} without a key and for the tests:
 * {@link com.wevion.credits.dev.stripe.StripeSimulator} speaks the part of Stripe's API that the application uses,
 * delivers signed events, and makes the {@link com.wevion.credits.dev.stripe.Weather} that the real one has at times.
 */
package com.wevion.credits.dev.stripe;
