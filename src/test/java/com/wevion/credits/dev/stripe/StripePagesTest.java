package com.wevion.credits.dev.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StripePagesTest {
    private Shop shop;
    private String page;
    private String session;

    @BeforeEach
    void open() throws IOException, StripeException {
        shop = new Shop();
        Session open = shop.openSession(2_550);
        session = open.getId();
        page = URI.create(open.getUrl()).getPath();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private HttpResponse<String> press(String button) {
        return shop.post(page + "/" + button, "");
    }

    private String status() {
        return shop.simulator().session(session).get("status").textValue();
    }

    @Test
    void thePageShowsWhatIsSold() {
        assertThat(shop.get(page).body())
                .contains("Starter &lt;credits&gt;", "25.50 USD", "id=\"pay\"", "id=\"pay-later\"", "id=\"fail\"")
                .contains("id=\"cancel\"")
                .doesNotContain("<credits>");
    }

    @Test
    void payGoesBackToTheShop() {
        HttpResponse<String> answer = press("pay");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("https://shop.example/done?session=" + session);
        assertThat(status()).isEqualTo("complete");
        assertThat(press("pay").statusCode()).isEqualTo(400);
    }

    @Test
    void failAsksAgain() {
        assertThat(press("fail").body()).contains("declined", "id=\"pay\"");
        assertThat(status()).isEqualTo("open");
    }

    @Test
    void cancelGoesBackWithoutPaying() {
        assertThat(press("cancel").headers().firstValue("Location")).hasValue("https://shop.example/cancel");
        assertThat(status()).isEqualTo("open");
    }

    @Test
    void aBankDebitIsDecidedOnThePage() {
        assertThat(press("pay-later").statusCode()).isEqualTo(303);
        assertThat(shop.get(page).body()).contains("id=\"settle-succeed\"", "id=\"settle-fail\"");

        press("settle-succeed");

        assertThat(shop.simulator().session(session).get("payment_status").textValue())
                .isEqualTo("paid");
    }

    @Test
    void aReceiptShowsThePayment() {
        press("pay");
        String intent = shop.simulator().session(session).get("payment_intent").textValue();
        String receipt = shop.charge(intent).get("receipt_url").textValue();
        assertThat(shop.get(URI.create(receipt).getPath()).body()).contains("25.50 USD", intent);
    }

    @Test
    void anInvoiceIsPaidOnItsPage() throws StripeException {
        String customer = shop.customer();
        String invoice = Shop.json(shop.post("/v1/invoices", "customer=" + customer))
                .get("id")
                .textValue();
        shop.post("/v1/invoiceitems", "amount=900&customer=" + customer + "&invoice=" + invoice);
        String path = URI.create(Shop.json(shop.post("/v1/invoices/" + invoice + "/finalize", ""))
                        .get("hosted_invoice_url")
                        .textValue())
                .getPath();

        assertThat(shop.get(path).body()).contains("9.00 USD", "id=\"pay\"", "id=\"fail\"");
        assertThat(shop.post(path + "/fail", "").body()).contains("declined");
        assertThat(shop.post(path + "/pay", "").body()).contains("paid");
        assertThat(shop.get("/i/in_none").statusCode()).isEqualTo(404);
    }
}
