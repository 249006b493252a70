/**
 * Sells credit packages through Stripe (S1, S2, S17). A purchase is recorded, then its Checkout Session is made, and it is
 * credited once when it is paid, whoever notices first: the webhook's inbox, the page that asks, or the sweeper (D14).
 * With automatic top-up, which is off until a team switches it on, the saved payment method pays a purchase without a session.
 * What Stripe says is always asked of it anew, never taken from an event. Money that goes back takes credits with it (D15).
 */
package com.wevion.credits.purchase;
