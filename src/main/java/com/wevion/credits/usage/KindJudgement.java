package com.wevion.credits.usage;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.catalog.Measure;
import com.wevion.credits.ledger.book.Unit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells what can be used of the tokens that a worker tells by kind, such as {@code {"input": 1200, "cacheRead": {"quantity": 800,
 * "costUsd": "0.0001"}}}, from what cannot, which it notes; nothing is refused as a whole (D22).
 */
final class KindJudgement {
    private static final String FIELD = "tokens";
    private static final long MOST = 1_000_000_000;
    private static final int LONGEST_EXCERPT = 200;
    private static final int NANO_DECIMALS = 9;
    private static final String KINDS = Arrays.stream(Measure.values())
            .map(Measure::kind)
            .filter(kind -> kind != null)
            .collect(Collectors.joining(", "));

    private final List<Unusable> unusable;

    KindJudgement(List<Unusable> unusable) {
        this.unusable = unusable;
    }

    /**
     * The usable kinds, in the order of the measures. What they cost adds up to what the whole costs, or their costs are left out.
     *
     * @param totalNanos the charge for the whole; null if it was not told
     */
    List<ToldKind> kinds(JsonNode said, Long totalNanos) {
        if (said == null || said.isNull()) {
            return List.of();
        }
        if (!said.isObject()) {
            leaveOut(FIELD, said, "must be an object with quantities by kind");
            return List.of();
        }
        said.fieldNames().forEachRemaining(name -> {
            if (Arrays.stream(Measure.values()).noneMatch(measure -> name.equals(measure.kind()))) {
                leaveOut(FIELD, said.get(name), "has an unknown kind; there are " + KINDS);
            }
        });
        List<ToldKind> kinds = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            if (measure.kind() != null && said.hasNonNull(measure.kind())) {
                kind(measure, said.get(measure.kind())).ifPresent(kinds::add);
            }
        }
        return addingUp(kinds, totalNanos);
    }

    private Optional<ToldKind> kind(Measure measure, JsonNode said) {
        String field = FIELD + "." + measure.kind();
        JsonNode quantity = said.isObject() ? said.path("quantity") : said;
        boolean counts = quantity.isIntegralNumber()
                && quantity.canConvertToLong()
                && quantity.longValue() >= 0
                && quantity.longValue() <= MOST;
        if (!counts) {
            leaveOut(field, said, "must be a whole number from 0 to " + MOST + ", or an object with such a quantity");
            return Optional.empty();
        }
        return Optional.of(new ToldKind(measure, quantity.longValue(), cost(field + ".costUsd", said.path("costUsd"))));
    }

    private Long cost(String field, JsonNode said) {
        if (said.isMissingNode() || said.isNull()) {
            return null;
        }
        try {
            long nanos = said.isTextual() ? Unit.USD.parse(said.textValue()) : -1;
            if (nanos >= 0) {
                return nanos;
            }
            leaveOut(field, said, "must be a decimal in a string, not negative");
        } catch (IllegalArgumentException notAnAmount) {
            leaveOut(field, said, notAnAmount.getMessage());
        }
        return null;
    }

    /** Costs by kind that are not the whole cost are not believed; quantities are. */
    private List<ToldKind> addingUp(List<ToldKind> kinds, Long totalNanos) {
        BigInteger sum = kinds.stream()
                .filter(kind -> kind.costNanos() != null)
                .map(kind -> BigInteger.valueOf(kind.costNanos()))
                .reduce(BigInteger.ZERO, BigInteger::add);
        boolean told = kinds.stream().anyMatch(kind -> kind.costNanos() != null);
        boolean all = kinds.stream().allMatch(kind -> kind.costNanos() != null);
        int more = totalNanos == null ? 0 : sum.compareTo(BigInteger.valueOf(totalNanos));
        if (!told || more == 0 || more < 0 && !all) {
            return kinds;
        }
        unusable.add(new Unusable(
                FIELD,
                new BigDecimal(sum, NANO_DECIMALS).stripTrailingZeros().toPlainString(),
                "has costs that do not add up to providerCostUsd, which is " + Unit.USD.format(totalNanos)));
        return kinds.stream()
                .map(kind -> new ToldKind(kind.measure(), kind.quantity(), null))
                .toList();
    }

    private void leaveOut(String field, JsonNode said, String problem) {
        String text = said.toString().replaceAll("[\\p{Cc}\\p{Cs}]", "\uFFFD");
        unusable.add(new Unusable(
                field, text.length() <= LONGEST_EXCERPT ? text : text.substring(0, LONGEST_EXCERPT), problem));
    }
}
