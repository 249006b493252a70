package com.wevion.credits.purchase;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The permissions to buy, and to see purchases. */
@WithService
class PurchaseRulesIT {
    private final LocalService service;
    private final Shop shop;

    PurchaseRulesIT(LocalService service) {
        this.service = service;
        this.shop = Shop.of(service);
    }

    @ParameterizedTest
    @CsvSource({
        "NOBODYS,,,422,unpriceable",
        "STARTER,https://evil.example/,,400,validation",
        "STARTER,javascript:alert(1),,400,validation",
        "STARTER,http://127.0.0.1:1/{x},,400,validation",
        "STARTER,,4.99,409,conflict",
        "STARTER,,five,400,validation"
    })
    void refusesWhatCannotBeBoughtSo(String code, String returnUrl, String price, int status, String problem) {
        Map<String, Object> body = new HashMap<>();
        body.put("package", code);
        body.put("returnUrl", returnUrl);
        body.put("price", price);

        Answer refused = shop.team().owner().post(shop.team().path("/purchases"), body);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.problem()).isEqualTo(problem);
        assertThat(ok(shop.team().owner().get(shop.team().path("/purchases")))
                        .json()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void takesThePriceThatTheBuyerWasShown_S2() {
        ok(shop.team().owner().post(shop.team().path("/purchases"), Map.of("package", "STARTER", "price", "5")));
    }

    @Test
    void letsTheMinimumPurchaseRoleAndAboveBuy_D12() {
        Api buyer = shop.team().member("MEDIA_BUYER");
        Api finance = shop.team().member("FINANCE");
        Map<String, Object> starter = Map.of("package", "STARTER");
        String path = shop.team().path("/purchases");

        assertThat(buyer.post(path, starter).status()).isEqualTo(201);
        assertThat(finance.post(path, starter).problem()).isEqualTo("forbidden");
        assertThat(Api.host(service).post(path, starter).problem()).isEqualTo("forbidden");
        assertThat(Api.person(service, UUID.randomUUID()).post(path, starter).problem())
                .isEqualTo("not-found");
        ok(shop.team().owner().patch(shop.team().path("/settings"), Map.of("minimumPurchaseRole", "OWNER")));
        assertThat(buyer.post(path, starter).problem()).isEqualTo("forbidden");
        ok(shop.team().owner().patch(shop.team().path("/settings"), Map.of("minimumPurchaseRole", "FINANCE")));
        assertThat(finance.post(path, starter).status()).isEqualTo(201);
    }

    @Test
    void sellsNothingToATeamWithoutAPaidPlan_S4() {
        shop.team().describe("FREE", "AI_CHAT");

        Answer refused = shop.team().owner().post(shop.team().path("/purchases"), Map.of("package", "STARTER"));

        assertThat(refused.problem()).isEqualTo("plan-required");
    }

    @Test
    void showsAMediaBuyerTheOwnPurchasesOnly_D12() {
        Api buyer = shop.team().member("MEDIA_BUYER");
        String owners = shop.begin("STARTER").text("purchaseId");
        String own = ok(buyer.post(shop.team().path("/purchases"), Map.of("package", "PRO")))
                .text("purchaseId");

        JsonNode list = ok(buyer.get(shop.team().path("/purchases"))).json().path("items");
        assertThat(list).extracting(item -> item.path("purchaseId").asText()).containsExactly(own);
        assertThat(buyer.get(shop.team().path("/purchases/" + owners)).problem())
                .isEqualTo("not-found");
        assertThat(shop.team()
                        .member("VIEWER")
                        .get(shop.team().path("/purchases"))
                        .problem())
                .isEqualTo("forbidden");
        assertThat(Shop.of(service)
                        .team()
                        .owner()
                        .get(shop.team().path("/purchases/" + owners))
                        .problem())
                .isEqualTo("not-found");
        assertThat(ok(shop.team().member("FINANCE").get(shop.team().path("/purchases")))
                        .json()
                        .path("items"))
                .hasSize(2);
    }
}
