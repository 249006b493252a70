package com.wevion.credits.reconciliation.rules;

import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.ProviderName;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The terms agreed with a provider.
 *
 * @param toleranceMillionths the tolerated part of the recorded amount; 5,000 are half a percent
 * @param toleranceNanos of the sums of a day the tolerated amount, if that is larger; nano-dollars
 * @param taxMillionths the part of an invoice's usage that is expected as tax
 * @param zone the time zone of the days on the invoices, by its name in the IANA database
 */
public record ComparisonTerms(long toleranceMillionths, long toleranceNanos, long taxMillionths, String zone) {
    /** Runs of earlier servers know no zones. */
    public ComparisonTerms {
        zone = zone == null ? UTC : zone;
    }

    /** With days in UTC. */
    public ComparisonTerms(long toleranceMillionths, long toleranceNanos, long taxMillionths) {
        this(toleranceMillionths, toleranceNanos, taxMillionths, UTC);
    }

    /** The refusal of a setting that cannot be read, when the server starts. */
    public static final class Unreadable extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Unreadable(String part) {
            this(part, "is not like OPENAI:percent=1,usd=0.05,tax=19,zone=America/Los_Angeles");
        }

        Unreadable(String part, String problem) {
            super("credits.reconciliation.providers: \"" + part + "\" " + problem);
        }
    }

    private static final String UTC = "UTC";
    private static final int DECIMALS_OF_MILLIONTHS = 6;
    private static final int DECIMALS_OF_PERCENT = 2;

    /** The largest difference from an amount that is none, in the unit of the amount. */
    public long toleranceOf(long nanos) {
        return Math.max(Math.abs(shareOf(nanos)), toleranceNanos);
    }

    /** The tolerated part of an amount. */
    long shareOf(long nanos) {
        return part(toleranceMillionths, nanos);
    }

    /** The tax that is expected on an amount, in its unit. */
    long taxOn(long nanos) {
        return part(taxMillionths, nanos);
    }

    /** The tolerance as a part of one. */
    public BigDecimal share() {
        return BigDecimal.valueOf(toleranceMillionths, DECIMALS_OF_MILLIONTHS);
    }

    private static long part(long millionths, long nanos) {
        return BigDecimal.valueOf(millionths, DECIMALS_OF_MILLIONTHS)
                .multiply(BigDecimal.valueOf(nanos))
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    /**
     * The millionths of a decimal number of percent.
     *
     * @throws ArithmeticException if it has more than four decimals
     */
    public static long millionths(String percent) {
        return new BigDecimal(percent)
                .movePointRight(DECIMALS_OF_MILLIONTHS - DECIMALS_OF_PERCENT)
                .longValueExact();
    }

    /**
     * The terms of the providers that the setting names, as {@code OPENAI:percent=1,usd=0.05;RUNWAY:tax=19}; what is left out
     * is as usual.
     *
     * @throws Unreadable if it is written otherwise
     */
    public static Map<String, ComparisonTerms> parse(String setting, ComparisonTerms usual) {
        return Arrays.stream(setting.split(";"))
                .map(String::trim)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.toMap(
                        part -> ProviderName.canonical(part.split(":", 2)[0]),
                        part -> one(part, usual),
                        (one, again) -> {
                            throw new Unreadable(setting);
                        }));
    }

    private static ComparisonTerms one(String part, ComparisonTerms usual) {
        String[] nameAndTerms = part.split(":", 2);
        if (nameAndTerms.length < 2) {
            throw new Unreadable(part);
        }
        try {
            Map<String, String> given = Arrays.stream(nameAndTerms[1].split(","))
                    .map(term -> term.split("=", 2))
                    .collect(Collectors.toMap(term -> term[0].trim(), term -> term[1].trim()));
            if (!given.keySet().stream().allMatch(name -> name.matches("percent|usd|tax|zone"))) {
                throw new Unreadable(part);
            }
            return new ComparisonTerms(
                    value(given, "percent", ComparisonTerms::millionths, usual.toleranceMillionths),
                    value(given, "usd", Unit.USD::parse, usual.toleranceNanos),
                    value(given, "tax", ComparisonTerms::millionths, usual.taxMillionths),
                    value(given, "zone", ComparisonTerms::zone, usual.zone));
        } catch (Unreadable e) {
            throw e;
        } catch (IllegalArgumentException | ArithmeticException | ArrayIndexOutOfBoundsException e) {
            throw new Unreadable(part);
        }
    }

    /** PostgreSQL has no such zones, and reads their names as offsets with the summer time of today's United States. */
    private static final String ONLY_IN_JAVA = "SystemV/";

    /** Offsets such as UTC+8 are not taken: PostgreSQL reads them the other way round. */
    private static String zone(String name) {
        boolean known = name.equals(UTC)
                || name.contains("/") && ZoneId.getAvailableZoneIds().contains(name) && !name.startsWith(ONLY_IN_JAVA);
        if (!known) {
            throw new Unreadable(name, "is no time zone of the IANA database, such as America/Los_Angeles");
        }
        return name;
    }

    private static <T> T value(Map<String, String> given, String name, Function<String, T> parser, T usual) {
        return given.containsKey(name) ? parser.apply(given.get(name)) : usual;
    }
}
