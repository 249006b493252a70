package com.wevion.credits.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The seed's price list with something more in it. */
public final class Drafts {
    private Drafts() {}

    public static CatalogVersion with(CreditPackage sold) {
        List<CreditPackage> packages = new ArrayList<>(SeedCatalog.version1().packages());
        packages.add(sold);
        return with(packages, SeedCatalog.rates(), List.of());
    }

    public static CatalogVersion with(Rate... added) {
        List<Rate> rates = new ArrayList<>(SeedCatalog.rates());
        rates.addAll(List.of(added));
        return with(SeedCatalog.version1().packages(), rates, List.of());
    }

    public static CatalogVersion with(ProviderRate... costs) {
        return with(SeedCatalog.version1().packages(), SeedCatalog.rates(), List.of(costs));
    }

    public static CatalogVersion with(List<CreditPackage> packages, List<Rate> rates, List<ProviderRate> costs) {
        CatalogVersion seed = SeedCatalog.version1();
        return new CatalogVersion(
                2,
                seed.effectiveFrom(),
                seed.chatHoldCeilingMicros(),
                seed.typicalInputTokens(),
                seed.typicalOutputTokens(),
                packages,
                rates,
                costs);
    }

    /** One price of the model "large", from its measure, minimum, maximum and price for 1,000. */
    public static Rate model(String text) {
        String[] parts = text.split(" ");
        return new Rate(
                Service.CHAT,
                "large",
                Measure.valueOf(parts[0]),
                1_000,
                Unit.CREDITS.parse(parts[3]),
                Unit.CREDITS,
                PartialUnits.PRO_RATA,
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                true,
                900);
    }

    /** An object of a request with some of its fields changed. */
    public static <T> T read(Map<String, Object> object, String change, Class<T> type) {
        ObjectNode changed = Json.mapper().valueToTree(object);
        changed.setAll(Json.read(change, ObjectNode.class));
        return Json.read(changed.toString(), type);
    }
}
