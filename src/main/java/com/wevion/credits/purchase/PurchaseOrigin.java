package com.wevion.credits.purchase;

/** How a purchase comes about. */
enum PurchaseOrigin {
    /** A person pays at a Checkout Session. */
    CHECKOUT,
    /** The saved payment method pays while nobody is there. */
    AUTO_TOP_UP
}
