package com.wevion.credits.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The application's requests comply with Stripe's published OpenAPI description, {@code spec3.json} of the repository stripe/openapi;
 * {@code -Dstripe.openapi} names its file. The simulator refuses unknown parameters as well, by lists of its own.
 */
@WithService
class StripeContractIT {
    private final LocalService service;

    StripeContractIT(LocalService service) {
        this.service = service;
    }

    @Test
    void sendsOnlyWhatStripeDescribes() throws IOException {
        String file = System.getProperty("stripe.openapi", "");
        assumeThat(Files.isRegularFile(Path.of(file)))
                .as("Skipped: Stripe's OpenAPI description is not here; -Dstripe.openapi=<spec3.json> names it")
                .isTrue();
        StripeOpenApi description =
                new StripeOpenApi(new ObjectMapper().readTree(Path.of(file).toFile()));
        Shop shop = Shop.of(service);
        String payment = shop.buyAndTellPayment("STARTER");
        service.stripe().refund(payment, 100);
        shop.awaitBalance("credits.balance", "4000");
        service.stripe().closeDispute(service.stripe().dispute(payment, 100), true);
        shop.awaitBalance("credits.available", "4000");
        TopUpTeam.awaitOthers(service);

        List<String> faults = service.stripe().requests().stream()
                .flatMap(request -> description.faults(request).stream())
                .distinct()
                .toList();

        assertThat(service.stripe().requests()).isNotEmpty();
        assertThat(faults).isEmpty();
    }
}
