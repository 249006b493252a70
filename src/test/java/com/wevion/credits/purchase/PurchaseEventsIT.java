package com.wevion.credits.purchase;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.Receiver;
import com.wevion.credits.dev.WithService;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Other systems are told what becomes of a team's purchases. */
@WithService
class PurchaseEventsIT {
    private final LocalService service;
    private final Shop shop;

    PurchaseEventsIT(LocalService service) {
        this.service = service;
        this.shop = Shop.of(service);
    }

    @Test
    void tellOfAPurchaseItsDisputesAndItsRefund() {
        try (Receiver receiver = Receiver.answering(200)) {
            List<String> types = List.of(
                    "purchase.credited",
                    "dispute.opened",
                    "dispute.closed",
                    "purchase.clawed_back",
                    "purchase.reinstated");
            ok(shop.team().owner().post(shop.team().path("/webhooks"), Map.of("url", receiver.url(), "types", types)));

            Answer paid = shop.buy("STARTER");
            await().until(receiver::types, List.of("purchase.credited")::equals);
            String dispute = service.stripe().dispute(paid.text("stripePayment"));
            await().until(receiver::types, List.of("purchase.credited", "dispute.opened")::equals);
            service.stripe().closeDispute(dispute, true);
            await().until(receiver::types, List.of("purchase.credited", "dispute.opened", "dispute.closed")::equals);
            service.stripe().refund(paid.text("stripePayment"), 100);
            await().until(receiver.received()::size, Integer.valueOf(4)::equals);

            Receiver.Received last = receiver.received().get(3);
            assertThat(last.type()).isEqualTo("purchase.clawed_back");
            assertThat(last.json().at("/data/purchaseId").asText()).isEqualTo(paid.text("purchaseId"));
            assertThat(last.json().at("/data/cause").asText()).isEqualTo("REFUND");
            assertThat(last.json().at("/data/credits").asText()).isEqualTo("1000");
        }
    }
}
