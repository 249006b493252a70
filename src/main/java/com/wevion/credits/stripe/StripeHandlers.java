package com.wevion.credits.stripe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.TreeSet;

/** Everybody who works on Stripe's events. */
@ApplicationScoped
class StripeHandlers {
    @Inject
    @Any
    Instance<StripeHandler> handlers;

    /** Every type that somebody works on, in alphabetical order. */
    List<String> types() {
        TreeSet<String> types = new TreeSet<>();
        handlers.forEach(handler -> types.addAll(handler.types()));
        return List.copyOf(types);
    }

    /** Hands it to whoever it concerns; an unknown type concerns nobody. */
    void handle(StripeEvent event) {
        for (StripeHandler handler : handlers) {
            if (handler.types().contains(event.type())) {
                handler.handle(event);
            }
        }
    }
}
