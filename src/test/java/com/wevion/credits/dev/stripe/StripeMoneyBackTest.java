package com.wevion.credits.dev.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Dispute;
import com.stripe.model.Refund;
import com.stripe.param.DisputeListParams;
import com.stripe.param.RefundCreateParams;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StripeMoneyBackTest {
    private Shop shop;
    private String intent;

    @BeforeEach
    void paid() throws IOException, StripeException {
        shop = new Shop();
        intent = shop.paidIntent(1_000);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private String chargeId() {
        return shop.charge(intent).get("id").textValue();
    }

    @Test
    void partialRefundsAddUpOnTheCharge() throws StripeException {
        shop.simulator().refund(intent, 300);
        Refund second = shop.stripe()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setCharge(chargeId())
                        .setAmount(200L)
                        .build());
        assertThat(second.getStatus()).isEqualTo("succeeded");
        assertThat(shop.charge(intent).get("amount_refunded").longValue()).isEqualTo(500);
        assertThat(shop.charge(intent).get("refunded").booleanValue()).isFalse();

        Refund rest = shop.stripe()
                .refunds()
                .create(RefundCreateParams.builder().setPaymentIntent(intent).build());

        assertThat(rest.getAmount()).isEqualTo(500);
        assertThat(shop.charge(intent).get("refunded").booleanValue()).isTrue();
        assertThat(shop.events(chargeId())
                        .filter(event -> event.get("type").textValue().equals("charge.refunded"))
                        .map(event -> event.at("/data/object/amount_refunded").longValue()))
                .containsExactly(300L, 500L, 1_000L);
        assertThat(shop.charge(intent).at("/refunds/data")).hasSize(3);
    }

    @Test
    void notMoreIsRefundedThanWasPaid() {
        assertThatThrownBy(() -> shop.simulator().refund(intent, 1_001)).isInstanceOf(StripeFailure.class);
        shop.simulator().refund(intent, 1_000);
        assertThatThrownBy(() -> shop.stripe()
                        .refunds()
                        .create(RefundCreateParams.builder()
                                .setPaymentIntent(intent)
                                .build()))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo("charge_already_refunded"));
    }

    @Test
    void aFailedRefundIsTheMerchantsAgain() throws StripeException {
        String refund = shop.simulator().refund(intent, 1_000);

        shop.simulator().failRefund(refund);

        assertThat(shop.stripe().refunds().retrieve(refund).getStatus()).isEqualTo("failed");
        assertThat(shop.charge(intent).get("amount_refunded").longValue()).isZero();
        assertThat(shop.charge(intent).get("refunded").booleanValue()).isFalse();
        assertThat(shop.eventsAbout(refund))
                .containsExactly("refund.created", "refund.updated", "refund.failed", "refund.updated");
    }

    @Test
    void aDisputeTakesTheMoneyAndBringsItBackIfItIsWon() throws StripeException {
        String id = shop.simulator().dispute(intent, 600);
        Dispute open = shop.stripe().disputes().retrieve(id);
        assertThat(open.getStatus()).isEqualTo("needs_response");
        assertThat(open.getAmount()).isEqualTo(600);
        assertThat(open.getPaymentIntent()).isEqualTo(intent);
        assertThat(open.getCharge()).isEqualTo(chargeId());
        assertThat(shop.charge(intent).get("disputed").booleanValue()).isTrue();

        shop.simulator().answerDispute(id);
        shop.simulator().closeDispute(id, true);

        JsonNode won = shop.simulator().object(id);
        assertThat(won.get("status").textValue()).isEqualTo("won");
        assertThat(won.has("customer")).isFalse();
        assertThat(won.get("balance_transactions"))
                .extracting(movement -> movement.get("amount").longValue())
                .containsExactly(-600L, 600L);
        assertThat(shop.eventsAbout(id))
                .containsExactly(
                        "charge.dispute.created",
                        "charge.dispute.funds_withdrawn",
                        "charge.dispute.updated",
                        "charge.dispute.closed",
                        "charge.dispute.funds_reinstated");
        assertThatThrownBy(() -> shop.simulator().closeDispute(id, false)).isInstanceOf(StripeFailure.class);
    }

    @Test
    void aLostDisputeBringsNothingBack() throws StripeException {
        String id = shop.simulator().dispute(intent);
        shop.simulator().closeDispute(id, false);

        assertThat(shop.eventsAbout(id))
                .containsExactly("charge.dispute.created", "charge.dispute.funds_withdrawn", "charge.dispute.closed");
        assertThat(shop.stripe()
                        .disputes()
                        .list(DisputeListParams.builder()
                                .setPaymentIntent(intent)
                                .build())
                        .getData())
                .extracting(Dispute::getStatus, Dispute::getAmount)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("lost", 1_000L));
    }

    @Test
    void aLostDisputeMayBeWonAfterAll() throws StripeException {
        String id = shop.simulator().dispute(intent, 600);
        assertThatThrownBy(() -> shop.simulator().reverseDispute(id)).isInstanceOf(StripeFailure.class);
        shop.simulator().closeDispute(id, false);

        shop.simulator().reverseDispute(id);

        assertThat(shop.stripe().disputes().retrieve(id).getStatus()).isEqualTo("won");
        assertThat(shop.simulator().object(id).get("balance_transactions"))
                .extracting(movement -> movement.get("amount").longValue())
                .containsExactly(-600L, 600L);
        assertThat(shop.eventsAbout(id)).endsWith("charge.dispute.updated", "charge.dispute.funds_reinstated");
    }

    @Test
    void aChargeMayHaveSeveralDisputesWhichAreListedByIt() throws StripeException {
        String first = shop.simulator().dispute(intent, 600);
        String second = shop.simulator().dispute(intent, 1_000);
        shop.simulator().dispute(shop.paidIntent(1_000));

        assertThat(shop.stripe()
                        .disputes()
                        .list(DisputeListParams.builder().setCharge(chargeId()).build())
                        .getData())
                .extracting(Dispute::getId)
                .containsExactly(second, first);
    }
}
