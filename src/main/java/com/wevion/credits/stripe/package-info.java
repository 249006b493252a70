/**
 * Stripe, as everybody who sells or bills needs it: the connection, the customers that teams are there, the webhook with its inbox,
 * and what was paid and went back. A {@link com.wevion.credits.stripe.StripeHandler} names the events that it works on, once; the
 * inbox, and what catches up with events that never came, ask the handlers. Events say that something happened; what it looks like
 * now is always asked of Stripe anew.
 */
package com.wevion.credits.stripe;
