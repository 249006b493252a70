package com.wevion.credits.reconciliation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.ProviderRate;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.invoice.ImportView;
import com.wevion.credits.invoice.InvoiceFiles;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.reconciliation.breaks.BreakView;
import com.wevion.credits.reconciliation.rates.RateEntry;
import com.wevion.credits.reconciliation.report.Report;
import com.wevion.credits.reconciliation.rules.Window;
import com.wevion.credits.usage.WorkByKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A case of {@code src/test/resources/reconciliation}: rates, work, files and window, and what must come out. */
final class ReconciliationCase implements AutoCloseable {
    private final JsonNode json;
    private final InvoiceBook book;
    private final InvoiceFiles invoices;
    private final List<ImportView> imports = new ArrayList<>();
    private final List<ProviderRate> rates = new ArrayList<>();
    private UnaryOperator<String> edit = UnaryOperator.identity();
    private UUID run;

    private ReconciliationCase(JsonNode json) {
        this.json = json;
        this.book = InvoiceBook.empty(json.path("provider").asText());
        this.invoices = new InvoiceFiles(book.pool(), InvoiceBook.CLOCK);
        json.path("providerRates").forEach(this::rate);
        json.path("usage").forEach(this::work);
    }

    static ReconciliationCase named(String name) {
        String path = "/reconciliation/" + name + ".json";
        try (InputStream file = ReconciliationCase.class.getResourceAsStream(path)) {
            return new ReconciliationCase(new ObjectMapper().readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void rate(JsonNode rate) {
        rates.add(new ProviderRate(
                book.provider(),
                Service.valueOf(rate.path("service").asText()),
                rate.path("engine").asText(),
                Measure.valueOf(rate.path("per").asText()),
                rate.path("unitSize").asInt(),
                Unit.USD.parse(rate.path("cost").asText()),
                Instant.EPOCH,
                null,
                rate.path("sku").asText()));
        book.rate(
                rate.path("service").asText(),
                rate.path("engine").asText(),
                rate.path("per").asText(),
                rate.path("unitSize").asInt(),
                Unit.USD.parse(rate.path("cost").asText()),
                rate.path("sku").asText());
    }

    private void work(JsonNode usage) {
        if (usage.has("tokens")) {
            WorkByKind.record(
                    book.pool(),
                    book.provider(),
                    usage.path("engine").asText(),
                    Instant.parse(usage.path("at").asText()),
                    usage.path("request").asText(null),
                    usage.path("tokens"),
                    usage.path("costUsd").asText(null),
                    rates);
            return;
        }
        boolean costedByList = usage.path("costedByList").asBoolean();
        new Work(
                        book,
                        usage.path("at").asText(),
                        usage.path("service").asText(),
                        usage.path("engine").asText(),
                        usage.path("measure").asText(),
                        usage.path("quantity").asLong(),
                        usage.path("request").asText(null),
                        costedByList ? listPrice(usage) : usage.path("costUsd").asText(null),
                        usage.path("outcome").asText("SUCCEEDED"),
                        costedByList ? "CATALOG" : "WORKER")
                .write();
    }

    /** By the first rate, as if the worker told no cost. */
    private String listPrice(JsonNode usage) {
        ProviderRate first = rates.stream()
                .filter(rate -> rate.engine().equals(usage.path("engine").asText())
                        && rate.per().name().equals(usage.path("measure").asText()))
                .findFirst()
                .orElseThrow();
        return Unit.USD.format(first.cost(usage.path("quantity").asLong()));
    }

    /** The same with another word in its files. */
    ReconciliationCase replacing(String word, String other) {
        UnaryOperator<String> before = edit;
        edit = text -> before.apply(text).replace(word, other);
        return this;
    }

    /** Imports the files in their order, and reconciles the window. */
    void run() {
        json.path("files")
                .forEach(file -> imports.add(invoices.take(
                        book.provider(),
                        file.path("format").asText(),
                        file.path("name").asText(),
                        file.path("supersedes").asText(null),
                        edit.apply(file.path("text").asText()))));
        reconcile(window());
    }

    private Window window() {
        return InvoiceBook.window(
                json.path("window").path(0).asText(),
                json.path("window").path(1).asText());
    }

    /** Reconciles the window once more, with a rate for the month in which it begins. */
    void reconcile(String currency, String usdPerUnit) {
        new RateEntry(book.pool())
                .enter(null, currency, YearMonth.from(window().from()).toString(), usdPerUnit);
        reconcile(window());
    }

    /** Reconciles once more. */
    void reconcile(Window window) {
        run = book.reconcile(window);
    }

    JsonNode expected() {
        return json.path("expect");
    }

    List<ImportView> imports() {
        return imports;
    }

    InvoiceBook book() {
        return book;
    }

    Report report() {
        return book.report(run);
    }

    Report.Provider provider() {
        return report().providers().stream()
                .filter(provider -> provider.provider().equals(book.provider()))
                .findFirst()
                .orElseThrow();
    }

    List<BreakView> breaks() {
        return book.breaks().page(run, null, null, Integer.MAX_VALUE - 1, null).items();
    }

    @Override
    public void close() {
        book.close();
    }
}
