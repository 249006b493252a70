package com.wevion.credits.reconciliation;

import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.database.Sql;
import java.util.UUID;

/** A usage record that is to be written. */
public record Work(
        InvoiceBook book,
        String at,
        String service,
        String engine,
        String measure,
        long quantity,
        String request,
        String usd,
        String outcome,
        String costSource) {

    Work(InvoiceBook book, String day, String service, String engine, String measure, long quantity) {
        this(book, day + "T12:00:00Z", service, engine, measure, quantity, null, null, "SUCCEEDED", "WORKER");
    }

    Work of(String otherService, String otherEngine, String otherMeasure) {
        return new Work(book, at, otherService, otherEngine, otherMeasure, quantity, request, usd, outcome, costSource);
    }

    Work at(String time) {
        return new Work(book, time, service, engine, measure, quantity, request, usd, outcome, costSource);
    }

    Work request(String id) {
        return new Work(book, at, service, engine, measure, quantity, id, usd, outcome, costSource);
    }

    /** Null if nobody knows. */
    Work cost(String amount) {
        return new Work(book, at, service, engine, measure, quantity, request, amount, outcome, costSource);
    }

    Work outcome(String ended) {
        return new Work(book, at, service, engine, measure, quantity, request, usd, ended, costSource);
    }

    /** Costed by the first rate of the list, since the worker told no cost. */
    Work estimated() {
        return new Work(book, at, service, engine, measure, quantity, request, usd, outcome, "CATALOG");
    }

    void write() {
        Sql.on(book.pool())
                .update(
                        """
                        INSERT INTO usage_record (work_id, measure, at, provider, request_id, service, engine, quantity, cost_nanos,
                                                  cost_source, charged_units, outcome)
                        VALUES (?, ?, ?::timestamptz, ?, ?, ?, ?, ?, ?, ?, 0, ?)""",
                        UUID.randomUUID(),
                        measure,
                        at,
                        book.provider(),
                        request,
                        service,
                        engine,
                        quantity,
                        usd == null ? null : Unit.USD.parse(usd),
                        usd == null ? null : costSource,
                        outcome);
    }
}
