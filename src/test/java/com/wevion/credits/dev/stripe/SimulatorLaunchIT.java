package com.wevion.credits.dev.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import org.junit.jupiter.api.Test;

@WithService(engines = false)
class SimulatorLaunchIT {
    private final LocalService service;

    SimulatorLaunchIT(LocalService service) {
        this.service = service;
    }

    @Test
    void theServiceIsGivenASimulatedStripeIfThereIsNoKey() throws StripeException {
        assertThat(service.settings().text("credits.stripe.webhook.secret"))
                .isEqualTo(service.stripe().webhookSecret());

        String session = StripeClient.builder()
                .setApiKey(service.settings().text("credits.stripe.api.key"))
                .setApiBase(service.settings().text("credits.stripe.api.base"))
                .build()
                .v1()
                .checkout()
                .sessions()
                .create(Shop.order(500).build())
                .getId();

        assertThat(service.stripe().sessions()).contains(session);
    }
}
