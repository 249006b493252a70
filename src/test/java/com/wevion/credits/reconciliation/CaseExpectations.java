package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.invoice.ImportView;
import com.wevion.credits.reconciliation.breaks.BreakView;
import com.wevion.credits.reconciliation.rules.Window;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.StreamSupport;

/** The checks of what a case expects, by their names there. */
final class CaseExpectations {
    private static final Map<String, BiConsumer<ReconciliationCase, JsonNode>> CHECKS = Map.ofEntries(
            Map.entry("breaks", CaseExpectations::breaks),
            Map.entry("recordedCost", (one, cost) -> amount(one.provider().recordedCost(), cost)),
            Map.entry("billedCost", (one, cost) -> amount(one.provider().billedCost(), cost)),
            Map.entry("matchedShare", (one, share) -> amount(one.provider().matchedShare(), share)),
            Map.entry("notYetComparable", CaseExpectations::notYetComparable),
            Map.entry("stableIds", (one, text) -> staysTheSameForALongerWindow(one)),
            Map.entry("compared", (one, cost) -> amount(one.provider().comparable(), cost)),
            Map.entry("invoiceTotal", (one, cost) -> amount(one.provider().invoiceTotal(), cost)),
            Map.entry("unusedCommitment", (one, cost) -> amount(one.provider().unusedCommitment(), cost)),
            Map.entry(
                    "credits", (one, cost) -> amount(one.provider().accounted().credit(), cost)),
            Map.entry("refusedRows", CaseExpectations::refusedRows),
            Map.entry("bothCount", CaseExpectations::allCount),
            Map.entry("secondFile", CaseExpectations::secondFile),
            Map.entry("withoutRate", CaseExpectations::breaks),
            Map.entry("withRate", CaseExpectations::withRate),
            Map.entry("alsoUnits", CaseExpectations::known),
            Map.entry("note", (one, text) -> {}));

    private CaseExpectations() {}

    /** Checks all of it; what nobody knows how to check fails. */
    static void check(ReconciliationCase one) {
        one.expected().properties().forEach(expected -> {
            assertThat(CHECKS).containsKey(expected.getKey());
            CHECKS.get(expected.getKey()).accept(one, expected.getValue());
        });
    }

    static void breaks(ReconciliationCase one, JsonNode expected) {
        List<BreakView> found = one.breaks();
        int count = 0;
        for (JsonNode kind : expected) {
            count += kind.path("count").asInt();
            breaksOfAKind(found, kind);
        }
        assertThat(found).hasSize(count);
    }

    /** Once more, with what a unit of the other currency is worth. */
    private static void withRate(ReconciliationCase one, JsonNode expected) {
        String currency =
                one.expected().path("withoutRate").path(0).path("billedUnit").asText();
        one.reconcile(currency, expected.path("rate").asText());
        breaks(one, expected.path("breaks"));
    }

    private static void breaksOfAKind(List<BreakView> all, JsonNode kind) {
        List<BreakView> found = all.stream()
                .filter(one -> one.cause().name().equals(kind.path("cause").asText()))
                .toList();
        assertThat(found).as("%s of %s", kind, all).hasSize(kind.path("count").asInt());
        if (kind.has("variance")) {
            BigDecimal sum =
                    found.stream().map(one -> new BigDecimal(one.variance())).reduce(BigDecimal.ZERO, BigDecimal::add);
            amount(sum.toPlainString(), kind.path("variance"));
        }
        if (kind.has("varianceEach")) {
            found.forEach(one -> amount(one.variance(), kind.path("varianceEach")));
        }
        if (kind.has("recordedUnit")) {
            assertThat(found)
                    .allMatch(one -> one.unit().equals(kind.path("recordedUnit").asText()));
        }
        if (kind.has("billedUnit")) {
            assertThat(found)
                    .allMatch(one ->
                            one.billedUnit().equals(kind.path("billedUnit").asText()));
        }
        if (kind.has("days")) {
            assertThat(found.stream().map(one -> one.day().toString()).sorted())
                    .containsExactlyElementsOf(texts(kind.path("days")));
        }
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static void notYetComparable(ReconciliationCase one, JsonNode expected) {
        amount(one.provider().notYetComparable().billedCost(), expected.path("billedCost"));
    }

    /** Run with the window one day longer, one break more is found, and the others keep everything. */
    private static void staysTheSameForALongerWindow(ReconciliationCase one) {
        List<BreakView> before = one.breaks();
        one.reconcile(new Window(one.report().from(), one.report().to().plusDays(1)));
        assertThat(one.breaks()).hasSize(before.size() + 1).containsAll(before);
    }

    private static void refusedRows(ReconciliationCase one, JsonNode expected) {
        assertThat(one.imports().stream().mapToLong(ImportView::refused).sum()).isEqualTo(expected.asLong());
    }

    private static void allCount(ReconciliationCase one, JsonNode expected) {
        assertThat(one.imports()).allMatch(file -> file.status().name().equals("IMPORTED"));
    }

    /** Each of them is a case of its own. */
    private static void known(ReconciliationCase one, JsonNode spellings) {
        assertThat(spellings).isNotEmpty();
    }

    private static void secondFile(ReconciliationCase one, JsonNode expected) {
        assertThat(expected.asText()).isEqualTo("SUPERSEDES the first");
        assertThat(one.imports().get(1).supersedes())
                .containsExactly(one.imports().get(0).importId());
    }

    private static void amount(String found, JsonNode expected) {
        if (expected.isNull()) {
            assertThat(found).isNull();
        } else {
            assertThat(new BigDecimal(found)).isEqualByComparingTo(expected.asText());
        }
    }
}
