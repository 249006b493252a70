package com.wevion.credits.catalog;

import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.ProblemType;
import com.wevion.credits.platform.Refusal;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The team's credits do not suffice; comes with the packages to buy, so that a client can open the dialog (S15). */
public final class InsufficientCredits extends Refusal {

    private static final long serialVersionUID = 1L;

    private final UUID teamId;
    private final long requiredMicros;
    private final long availableMicros;
    private final transient List<PackageOffer> packages;

    public InsufficientCredits(UUID teamId, long requiredMicros, long availableMicros, CatalogVersion version) {
        super(
                ProblemType.INSUFFICIENT_CREDITS,
                "%s credits are needed, %s are available."
                        .formatted(Unit.CREDITS.format(requiredMicros), Unit.CREDITS.format(availableMicros)));
        this.teamId = teamId;
        this.requiredMicros = requiredMicros;
        this.availableMicros = availableMicros;
        this.packages = version.offers();
    }

    @Override
    public Map<String, Object> members() {
        return Map.of(
                "required", Unit.CREDITS.format(requiredMicros),
                "available", Unit.CREDITS.format(availableMicros),
                "unit", Unit.CREDITS.code(),
                "packages", packages,
                "purchaseUrl", "/api/v1/teams/" + teamId + "/purchases");
    }
}
