package com.wevion.credits.usage;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.ProviderRate;
import com.wevion.credits.catalog.SeedCatalog;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.platform.json.Hearsay;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** A chat message whose tokens were told by kind, recorded as the service records it. */
public final class WorkByKind {
    private WorkByKind() {}

    /** Records it; the team had the sums of its input and of its output. */
    public static void record(
            DataSource pool,
            String provider,
            String engine,
            Instant at,
            String request,
            JsonNode tokens,
            String costUsd,
            List<ProviderRate> rates) {
        Told told = Told.of(Hearsay.of(provider), Hearsay.of(request), Hearsay.of(costUsd), tokens, null);
        FinishedWork work = new FinishedWork(
                UUID.randomUUID(),
                Service.CHAT,
                engine,
                at,
                List.of(sold(told, Measure.INPUT_TOKEN), sold(told, Measure.OUTPUT_TOKEN)),
                told);
        Provision provision = Provision.of(work, SeedCatalog.with(rates.toArray(ProviderRate[]::new)), at);
        try (Connection connection = pool.getConnection()) {
            UsageRecord.insertOnce(
                    connection,
                    RecordedWork.of(provision, UsageOutcome.SUCCEEDED, at).records());
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static Delivery sold(Told told, Measure measure) {
        long tokens = told.kinds().stream()
                .filter(kind -> kind.measure().side() == measure)
                .mapToLong(ToldKind::quantity)
                .sum();
        return new Delivery(measure, tokens, 1);
    }
}
