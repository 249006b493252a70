package com.wevion.credits.purchase;

/** The state of a team's automatic top-up, or the reason why it does nothing. */
enum TopUpState {
    /** Not switched on, or nothing can be bought: no paid plan, or the package is not sold any more. */
    OFF,
    /** A package is bought once the balance is below the threshold. */
    READY,
    /** A package is being paid. */
    IN_PROGRESS,
    /** No payment method is saved; the next checkout saves one. */
    NO_PAYMENT_METHOD,
    /** The bank wants the cardholder to confirm the payment; a checkout does that. */
    AUTHENTICATION_REQUIRED,
    /** Stripe or the bank refused the payment, or an earlier payment has gone back or is disputed (D15). */
    DECLINED,
    /** A further top-up would exceed what is allowed in this month. */
    LIMIT_REACHED
}
