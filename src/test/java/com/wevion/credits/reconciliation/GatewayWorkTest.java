package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.reconciliation.breaks.BreakDetail;
import com.wevion.credits.reconciliation.breaks.BreakRecords;
import com.wevion.credits.reconciliation.report.Report;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Work that gateways did without admission is compared like our own, and marked. */
class GatewayWorkTest {
    private static final UUID IMPORT = UUID.fromString("00000000-0000-4000-8000-000000000001");

    private InvoiceBook book;

    @BeforeEach
    void open() {
        book = new InvoiceBook();
        book.images("2026-10-05", 2).request("ours").write();
        book.line("2026-10-05", 2, "0.06").request("ours").write();
    }

    @AfterEach
    void close() {
        book.close();
    }

    private void gatewayDid(String request, String at, int images, String usd) {
        Sql.on(book.pool()).update("""
                        INSERT INTO gateway_usage (work_id, measure, import_id, at, provider, request_id, service, engine, quantity, cost_nanos,
                                                   cost_source, outcome)
                        VALUES (?, 'IMAGE', ?, ?::timestamptz, ?, ?, 'IMAGE', 'FLUX_2_PRO', ?, (?::numeric * 1000000000)::bigint, 'WORKER',
                                'SUCCEEDED')""", UUID.randomUUID(), IMPORT, at, book.provider(), request, images, usd);
    }

    @Test
    void aRequestThatAgreesIsNoBreakAndIsToldInTheReport() {
        gatewayDid("theirs", "2026-10-06T12:00:00Z", 1, "0.03");
        book.line("2026-10-06", 1, "0.03").request("theirs").write();

        UUID run = book.reconcile();

        assertThat(book.found(run)).isEmpty();
        Report.Provider acme = book.report(run).providers().get(0);
        assertThat(acme.usageRecords()).isEqualTo(2);
        assertThat(acme.matchedCost()).isEqualTo("0.09");
        assertThat(acme.ofGateways()).isEqualTo(new Report.OfGateways(1, "0.03"));
    }

    @Test
    void theRecordsOfABreakSayWhoDidTheWork() {
        gatewayDid("dear", "2026-10-06T12:00:00Z", 10, "0.3");
        book.line("2026-10-06", 10, "0.5").request("dear").write();
        book.images("2026-10-07", 10).request("ours too").write();
        book.line("2026-10-07", 10, "0.5").request("ours too").write();

        UUID run = book.reconcile();

        assertThat(book.found(run)).containsExactly("PRICE dear|IMAGE 0.2 USD", "PRICE ours too|IMAGE 0.2 USD");
        BreakRecords records = new BreakRecords(book.pool(), 10);
        assertThat(book.breaks().page(run, null, null, 10, null).items())
                .flatExtracting(found -> records.recorded(book.breaks().found(found.breakId())))
                .extracting(BreakDetail.Recorded::requestId, BreakDetail.Recorded::gatewayImportId)
                .containsExactlyInAnyOrder(tuple("dear", IMPORT), tuple("ours too", null));
    }

    @Test
    void workWithoutARequestIsInTheSumOfItsDay() {
        book.images("2026-10-08", 3).write();
        gatewayDid(null, "2026-10-08T18:00:00Z", 2, "0.06");
        book.line("2026-10-08", 5, "0.15").write();
        gatewayDid(null, "2026-10-09T18:00:00Z", 2, "0.06");

        assertThat(book.found(book.reconcile()))
                .containsExactly("RECORDED_NOT_BILLED 2026-10-09|IMAGE|FLUX_2_PRO|IMAGE -0.06 USD");
    }

    @Test
    void aProviderOfGatewaysAloneIsCompared() {
        Sql.on(book.pool()).update("""
                        INSERT INTO gateway_usage (work_id, measure, import_id, at, provider, request_id, service, engine, quantity, outcome)
                        VALUES (?, 'IMAGE', ?, '2026-10-06T12:00:00Z', 'ONLY_A_GATEWAY', 'x', 'IMAGE', 'OTHER', 1, 'SUCCEEDED')""", UUID.randomUUID(), IMPORT);

        List<String> providers = Sql.on(book.pool())
                .list("SELECT provider FROM usage_providers() AS provider", row -> row.getString("provider"));

        assertThat(providers).containsExactly("ACME_1", "ONLY_A_GATEWAY");
    }
}
