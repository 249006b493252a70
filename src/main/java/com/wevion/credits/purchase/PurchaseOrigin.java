package com.wevion.credits.purchase;

/** The way in which a purchase is made. */
enum PurchaseOrigin {
    /** A person pays at a Checkout Session. */
    CHECKOUT,
    /** The saved payment method pays while nobody is there. */
    AUTO_TOP_UP
}
