package com.wevion.credits.reconciliation;

import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.database.Sql;
import java.math.BigDecimal;

/** An invoice line that is to be written. */
record Line(
        InvoiceBook book,
        String day,
        String lastDay,
        String kind,
        String sku,
        String measure,
        BigDecimal quantity,
        String amount,
        String currency,
        String request,
        boolean correction,
        String key,
        String correctionOf,
        String invoice,
        String from,
        String to) {

    Line(InvoiceBook book, String day, String sku, String measure, BigDecimal quantity, String amount) {
        this(book, day, day, "USAGE", sku, measure, quantity, amount, "USD", null, false, null, null, null, null, null);
    }

    Line request(String id) {
        return with(kind, sku, measure, quantity, currency, id, invoice);
    }

    Line kind(String other) {
        return with(other, null, null, null, currency, request, invoice);
    }

    Line sku(String other, String counted) {
        return with(kind, other, counted, quantity, currency, request, invoice);
    }

    Line withoutQuantity() {
        return with(kind, sku, null, null, currency, request, invoice);
    }

    Line currency(String code) {
        return with(kind, sku, measure, quantity, code, request, invoice);
    }

    Line invoice(String id) {
        return with(kind, sku, measure, quantity, currency, request, id);
    }

    Line until(String last) {
        return during(day, last, from, to);
    }

    /** Of a time that is not whole days. */
    Line between(String start, String end) {
        return during(start.substring(0, 10), end.substring(0, 10), start, end);
    }

    Line key(String own) {
        return keyed(correction, own, correctionOf);
    }

    /** Changes an earlier charge, by its key or, if that is null, by its request. */
    Line corrects(String otherKey) {
        return keyed(true, key, otherKey);
    }

    private Line during(String first, String last, String start, String end) {
        return new Line(
                book,
                first,
                last,
                kind,
                sku,
                measure,
                quantity,
                amount,
                currency,
                request,
                correction,
                key,
                correctionOf,
                invoice,
                start,
                end);
    }

    private Line keyed(boolean corrects, String own, String other) {
        return new Line(
                book, day, lastDay, kind, sku, measure, quantity, amount, currency, request, corrects, own, other,
                invoice, from, to);
    }

    private Line with(
            String newKind,
            String newSku,
            String newMeasure,
            BigDecimal newQuantity,
            String newCurrency,
            String newRequest,
            String newInvoice) {
        return new Line(
                book,
                day,
                lastDay,
                newKind,
                newSku,
                newMeasure,
                newQuantity,
                amount,
                newCurrency,
                newRequest,
                correction,
                key,
                correctionOf,
                newInvoice,
                from,
                to);
    }

    void write() {
        Sql.on(book.pool())
                .update(
                        """
                        INSERT INTO invoice_line (import_id, line, provider, kind, correction, invoice_id, day, last_day, sku, measure,
                                                  quantity, cost_nanos, currency, request_id, charge_key, correction_of, starts_at, ends_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?::date, ?::date, ?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?::timestamptz)""",
                        book.currentFile(),
                        book.nextLine(),
                        book.provider(),
                        kind,
                        correction,
                        invoice,
                        day,
                        lastDay,
                        sku,
                        measure,
                        quantity,
                        Unit.USD.parse(amount),
                        currency,
                        request,
                        key,
                        correctionOf,
                        from,
                        to);
    }
}
