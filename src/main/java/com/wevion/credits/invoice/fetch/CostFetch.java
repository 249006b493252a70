package com.wevion.credits.invoice.fetch;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.invoice.Imports;
import com.wevion.credits.invoice.InvoiceRefused;
import com.wevion.credits.platform.OneLine;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Fetches the last days from each API that is due, and imports those that have changed. All pages of a window are read before the first
 * day is imported; killed in between, the next attempt begins the window anew. Thread-safe.
 */
class CostFetch {
    private static final Logger LOG = Logger.getLogger(CostFetch.class.getName());

    private final List<CostSource> sources;
    private final FetchStates states;
    private final CostPages pages;
    private final Imports imports;
    private final FetchRules rules;

    CostFetch(List<CostSource> sources, FetchStates states, CostPages pages, Imports imports, FetchRules rules) {
        this.sources = sources;
        this.states = states;
        this.pages = pages;
        this.imports = imports;
        this.rules = rules;
    }

    boolean hasSources() {
        return !sources.isEmpty();
    }

    /** Fetches from those APIs whose time has come. */
    void fetchDue() {
        sources.forEach(source -> states.claim(source.api()).ifPresent(lease -> attempt(source, lease)));
    }

    private void attempt(CostSource source, FetchStates.FetchLease lease) {
        try {
            fetch(source, lease);
            states.succeeded(lease);
            if (lease.failures() > 0) {
                LOG.log(
                        Level.INFO,
                        "The costs of {0} are fetched again",
                        source.api().title());
            }
        } catch (FetchLost e) {
            LOG.log(
                    Level.WARNING,
                    "The costs of {0} are fetched by another server, as this one took too long",
                    source.api().title());
        } catch (FetchFailed e) {
            failed(source, lease, e);
        } catch (RuntimeException e) { // of the database, mostly; the next attempt begins anew
            failed(
                    source,
                    lease,
                    new FetchFailed(
                            FetchProblem.NOT_IMPORTED,
                            "The costs of " + source.api().title() + " came and could not be imported: "
                                    + OneLine.of(e.toString())));
        }
    }

    /** Warns of each problem once: an outage lasts for many attempts. */
    private void failed(CostSource source, FetchStates.FetchLease lease, FetchFailed failure) {
        LOG.log(
                failure.problem() == lease.problem() ? Level.FINE : Level.WARNING,
                "The costs of {0} are not fetched, and will be tried again: {1}",
                new Object[] {source.api().title(), OneLine.of(failure.getMessage())});
        states.failed(lease, failure);
    }

    private void fetch(CostSource source, FetchStates.FetchLease lease) {
        CostApi api = source.api();
        LocalDate today = states.today();
        LocalDate again = today.minusDays(rules.againDays());
        LocalDate earliest = today.minusDays(Math.max(rules.againDays(), rules.missingDays()));
        Map<LocalDate, FetchedDay> known = states.days(api, earliest);
        LocalDate from = FetchStates.missing(known, earliest, today).stream()
                .findFirst()
                .filter(day -> day.isBefore(again))
                .orElse(again);
        NavigableMap<LocalDate, JsonNode> buckets = pages.read(source, from, today, () -> states.alive(lease));
        buckets.forEach((day, bucket) -> take(lease, day, DayDocument.of(api, day, bucket), known.get(day)));
    }

    private void take(FetchStates.FetchLease lease, LocalDate day, DayDocument document, FetchedDay known) {
        if (states.isKnown(known, document.sha256())) {
            return;
        }
        states.alive(lease);
        try {
            UUID taken = taken(lease.api(), document, known);
            states.keep(lease, new FetchedDay(day, taken, document.sha256(), false, states.time()));
        } catch (InvoiceRefused e) {
            LOG.log(Level.WARNING, "The costs of {0} on {1} are refused: {2}", new Object[] {
                lease.api().title(), day, OneLine.of(e.getMessage())
            });
            UUID before = known == null ? e.importId() : known.importId();
            states.keep(lease, new FetchedDay(day, before, document.sha256(), true, states.time()));
        }
    }

    private UUID taken(CostApi api, DayDocument document, FetchedDay known) {
        return imports.takeFetched(
                api.name(),
                api.format(),
                document.fileName(),
                document.text(),
                known == null ? null : known.importId());
    }
}
