package com.wevion.credits.purchase;

import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeError;
import com.wevion.credits.stripe.StripeRefused;

/**
 * The failure to pay an automatic top-up.
 *
 * @param obstacle the obstacle to further ones
 * @param problem Stripe's code, with the bank's reason if there is one
 */
record TopUpFailure(TopUpState obstacle, String problem) {
    private static final String AUTHENTICATION = "authentication_required";

    /** Of a payment intent that its payment method has not paid. */
    static TopUpFailure of(PaymentIntent intent) {
        StripeError error = intent.getLastPaymentError();
        if (error == null) {
            return "requires_action".equals(intent.getStatus())
                    ? new TopUpFailure(TopUpState.AUTHENTICATION_REQUIRED, AUTHENTICATION)
                    : new TopUpFailure(TopUpState.DECLINED, intent.getStatus());
        }
        return of(error.getCode(), error.getDeclineCode());
    }

    /** Of an answer that names no payment intent: Stripe did not even make one. */
    static TopUpFailure of(StripeRefused refused) {
        return of(refused.code().isEmpty() ? "refused" : refused.code(), null);
    }

    private static TopUpFailure of(String code, String declineCode) {
        boolean authentication = AUTHENTICATION.equals(code) || AUTHENTICATION.equals(declineCode);
        String problem = declineCode == null || declineCode.equals(code) ? code : code + " (" + declineCode + ")";
        return new TopUpFailure(authentication ? TopUpState.AUTHENTICATION_REQUIRED : TopUpState.DECLINED, problem);
    }
}
