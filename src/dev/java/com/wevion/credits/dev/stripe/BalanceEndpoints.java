package com.wevion.credits.dev.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** {@code /v1/balance_transactions} and {@code /v1/payouts}. */
final class BalanceEndpoints {
    private static final String MOVEMENT = "balance_transaction";

    private final Account account;
    private final Balance balance;

    BalanceEndpoints(Account account, Balance balance) {
        this.account = account;
        this.balance = balance;
    }

    List<Endpoint> all() {
        return List.of(
                Endpoint.list("/v1/balance_transactions", this::movements, "currency", "payout", "source", "type"),
                Endpoint.get("/v1/balance_transactions/{id}", call -> account.get(MOVEMENT, call.id())),
                Endpoint.list("/v1/payouts", this::payouts, "status"),
                Endpoint.get("/v1/payouts/{id}", call -> account.get("payout", call.id())));
    }

    private ObjectNode movements(Call call) {
        String payout = call.parameters().text("payout");
        if (payout != null) {
            account.referenced("payout", payout, "payout");
        }
        List<ObjectNode> found = account.all(MOVEMENT).stream()
                .filter(movement -> payout == null || balance.isPaidOutWith(movement, payout))
                .toList();
        return Listing.page("/v1/balance_transactions", found, call.parameters(), "currency", "source", "type");
    }

    private ObjectNode payouts(Call call) {
        return Listing.page("/v1/payouts", account.all("payout"), call.parameters(), "status");
    }
}
