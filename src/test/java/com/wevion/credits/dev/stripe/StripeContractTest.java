package com.wevion.credits.dev.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.param.checkout.SessionCreateParams;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripeContractTest {
    /** Free by nature, or shown by the fixture with its type alone. */
    private static final Set<String> OF_ANY_SHAPE = Set.of("metadata", "data", "last_payment_error");

    private Shop shop;

    @BeforeEach
    void open() throws IOException {
        shop = new Shop();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private static JsonNode error(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Shop.json(answer).get("error");
    }

    @Test
    void nobodyIsServedWithoutTheKey() {
        var request = java.net.http.HttpRequest.newBuilder(
                java.net.URI.create(shop.simulator().baseUrl() + "/v1/events"));
        assertThat(Shop.send(request).statusCode()).isEqualTo(401);
        assertThat(Shop.send(request.header("Authorization", "Bearer sk_test_other"))
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/checkout/sessions, mode=payment&success_url=x&line_items[0][prise]=1, line_items[0][prise]",
        "/v1/checkout/sessions, allow_promotion_codes=true, allow_promotion_codes",
        "/v1/refunds, payment_intents=pi_1, payment_intents",
        "/v1/payment_intents, amount=500&currency=usd&meta[a]=b, meta[a]",
        "/v1/customers, mail=a@example.com, mail",
        "/v1/invoices, customer=cus_1&due=3, due",
        "/v1/invoiceitems, price=1, price"
    })
    void whatIsNotKnownIsRefused(String path, String form, String parameter) {
        JsonNode error = error(shop.post(path, form), 400);
        assertThat(error.get("code").textValue()).isEqualTo("parameter_unknown");
        assertThat(error.get("param").textValue()).isEqualTo(parameter);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/checkout/sessions, mode=payment, parameter_missing, success_url",
        "/v1/checkout/sessions, mode=payment&success_url=x, parameter_missing, line_items",
        "/v1/payment_intents, amount=5.5&currency=usd, parameter_invalid_integer, amount",
        "/v1/payment_intents, amount=49&currency=usd, amount_too_small, amount",
        "/v1/payment_intents, amount=500&currency=, parameter_invalid_empty, currency",
        "/v1/refunds, charge=ch_none, resource_missing, charge",
        "/v1/refunds, amount=5, parameter_missing, payment_intent",
        "/v1/invoices, customer=cus_none, resource_missing, customer",
    })
    void whatIsWrongIsNamed(String path, String form, String code, String parameter) {
        JsonNode error = error(shop.post(path, form), 400);
        assertThat(error.get("type").textValue()).isEqualTo("invalid_request_error");
        assertThat(error.get("code").textValue()).isEqualTo(code);
        assertThat(error.get("param").textValue()).isEqualTo(parameter);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(error(shop.get("/v1/charges/ch_none"), 404).get("code").textValue())
                .isEqualTo("resource_missing");
        assertThat(error(shop.get("/v1/subscriptions"), 404).get("type").textValue())
                .isEqualTo("invalid_request_error");
    }

    @Test
    void whatCannotBeExpandedIsRefusedBeforeAnythingIsDone() {
        assertThat(error(shop.post("/v1/customers", "name=Ada&expand[]=friends"), 400)
                        .get("param")
                        .textValue())
                .isEqualTo("expand");
        assertThat(shop.simulator().ids("customer")).isEmpty();
    }

    @Test
    void stripesLibraryCannotUseWhatIsNotSimulated() {
        SessionCreateParams order = Shop.order(500).setAllowPromotionCodes(true).build();
        assertThatThrownBy(() -> shop.stripe().checkout().sessions().create(order))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refused -> assertThat(refused.getParam()).isEqualTo("allow_promotion_codes"));
    }

    @Test
    void requestsAreKeptWithoutTheKey() {
        shop.post("/v1/customers", "name=Ada", "Idempotency-Key", "key-1", "Stripe-Version", "2026-07-29.dahlia");

        assertThat(shop.simulator().requests())
                .containsExactly(
                        new SentRequest("POST", "/v1/customers", Map.of("name", "Ada"), "2026-07-29.dahlia", "key-1"));
    }

    @Test
    void everyObjectHasTheShapeOfItsFixture() throws StripeException {
        String customer = shop.customer();
        String paid = shop.paidIntent(1_000);
        shop.simulator().fail(shop.openSession(500).getId());
        shop.simulator().payLater(shop.openSession(500).getId());
        shop.simulator().refund(paid, 400);
        shop.simulator().closeDispute(shop.simulator().dispute(paid), true);
        shop.simulator().savePaymentMethod(customer, PaymentBehaviour.SUCCEEDS);
        String invoice = Shop.json(shop.post("/v1/invoices", "customer=" + customer))
                .get("id")
                .textValue();
        shop.post("/v1/invoiceitems", "amount=900&customer=" + customer + "&invoice=" + invoice);
        shop.post("/v1/invoices/" + invoice + "/finalize", "");
        shop.simulator().payInvoice(invoice);
        shop.paidIntent(50_000);
        shop.simulator().payOut();

        for (String kind : Set.of(
                "checkout.session",
                "payment_intent",
                "charge",
                "refund",
                "dispute",
                "balance_transaction",
                "payout",
                "customer",
                "payment_method",
                "invoice",
                "invoiceitem")) {
            assertThat(shop.simulator().ids(kind)).as(kind).isNotEmpty();
            shop.simulator()
                    .ids(kind)
                    .forEach(id -> hasTheShapeOf(kind, shop.simulator().object(id)));
        }
        shop.simulator().events().forEach(event -> hasTheShapeOf("event", event));
        JsonNode lines = shop.simulator().object(invoice).at("/lines/data");
        assertThat(lines).hasSize(1);
        hasTheShapeOf("line_item", lines.get(0));
        hasTheShapeOf(
                "balance_transaction",
                shop.simulator().object(shop.simulator().ids("dispute").get(0)).at("/balance_transactions/0"));
    }

    private static void hasTheShapeOf(String kind, JsonNode object) {
        JsonNode fixture = StripeObjects.fixture(kind);
        assertThat(object.get("object")).isEqualTo(fixture.get("object"));
        sameNames(kind, object, fixture);
    }

    /** Of all objects within that both have; any is null where there is nothing yet. */
    private static void sameNames(String at, JsonNode object, JsonNode fixture) {
        assertThat(names(object)).as(at).isEqualTo(names(fixture));
        for (String name : names(object)) {
            boolean both = object.get(name).isObject() && fixture.get(name).isObject();
            if (both && !OF_ANY_SHAPE.contains(name)) {
                sameNames(at + "." + name, object.get(name), fixture.get(name));
            }
        }
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
