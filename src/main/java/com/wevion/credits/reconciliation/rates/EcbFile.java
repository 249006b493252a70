package com.wevion.credits.reconciliation.rates;

import com.wevion.credits.platform.Invalid;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The file {@code eurofxref-hist.csv} of the European Central Bank: a line for each day, with how much of each currency a euro was
 * worth. The rate of a month is the mean of its days, each by way of that day's dollar.
 */
final class EcbFile {
    /** The sum of a month's daily rates. */
    private static final class Mean {
        private BigDecimal sum = BigDecimal.ZERO;
        private int days;

        void add(BigDecimal rate) {
            sum = sum.add(rate);
            days++;
        }

        BigDecimal value() {
            return sum.divide(BigDecimal.valueOf(days), DECIMALS, RoundingMode.HALF_EVEN);
        }
    }

    /** A currency in a month. */
    record Key(String currency, YearMonth month) {}

    private static final int DECIMALS = 10;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,12})?");
    private static final Pattern CODE = Pattern.compile("[A-Z]{3}");
    private static final String FIELD = "file";
    private static final String EURO = "EUR";
    private static final String DOLLAR = "USD";
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setTrim(true)
            .setIgnoreEmptyLines(true)
            .setAllowMissingColumnNames(true)
            .get();

    private final YearMonth from;
    private final SortedMap<YearMonth, Map<String, Mean>> months = new TreeMap<>();
    private LocalDate lastDay;

    private EcbFile(YearMonth from) {
        this.from = from;
    }

    /**
     * Reads a file.
     *
     * @param from the first month that is wanted
     * @throws Invalid if it is not such a file, naming the line; or if it has no day of a month that is wanted
     */
    static EcbFile read(InputStream file, YearMonth from) {
        EcbFile read = new EcbFile(from);
        try (CSVParser rows = FORMAT.parse(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            if (!rows.getHeaderNames().contains("Date")
                    || !rows.getHeaderNames().contains(DOLLAR)) {
                throw new Invalid(FIELD, "must be eurofxref-hist.csv of the ECB: the first line has no Date and USD");
            }
            for (CSVRecord row : rows) {
                read.day(row);
            }
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new Invalid(FIELD, "must be eurofxref-hist.csv of the ECB: it is not CSV");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (read.months.isEmpty()) {
            throw new Invalid(FIELD, "has no day from " + from + " on");
        }
        return read;
    }

    private void day(CSVRecord row) {
        LocalDate day = date(row);
        YearMonth month = YearMonth.from(day);
        if (month.isBefore(from)) {
            return;
        }
        lastDay = lastDay == null || day.isAfter(lastDay) ? day : lastDay;
        Map<String, Mean> means = months.computeIfAbsent(month, first -> new TreeMap<>());
        BigDecimal dollars = number(row, DOLLAR);
        if (dollars == null) {
            throw wrong(row, "USD is missing");
        }
        add(means, EURO, dollars);
        row.toMap().keySet().stream()
                .filter(name -> CODE.matcher(name).matches() && !DOLLAR.equals(name) && !EURO.equals(name))
                .forEach(name -> {
                    BigDecimal units = number(row, name);
                    if (units != null) {
                        add(means, name, dollars.divide(units, MathContext.DECIMAL128));
                    }
                });
    }

    private static void add(Map<String, Mean> means, String currency, BigDecimal rate) {
        means.computeIfAbsent(currency, first -> new Mean()).add(rate);
    }

    private static LocalDate date(CSVRecord row) {
        try {
            return LocalDate.parse(row.get("Date"));
        } catch (DateTimeException e) {
            throw wrong(row, "Date is not a day such as 2026-08-31");
        }
    }

    /** Null for a day on which the currency has no rate. */
    private static BigDecimal number(CSVRecord row, String column) {
        String text = row.isSet(column) ? row.get(column) : "";
        if (text.isEmpty() || "N/A".equals(text)) {
            return null;
        }
        if (!NUMBER.matcher(text).matches() || new BigDecimal(text).signum() == 0) {
            throw wrong(row, column + " is not a number above 0");
        }
        return new BigDecimal(text);
    }

    private static Invalid wrong(CSVRecord row, String reason) {
        return new Invalid(FIELD, "line " + (row.getRecordNumber() + 1) + ": " + reason);
    }

    /** US dollars for a unit of each currency, by month. */
    Map<Key, BigDecimal> means() {
        Map<Key, BigDecimal> means = new LinkedHashMap<>();
        months.forEach((month, currencies) -> currencies.forEach((currency, mean) -> {
            if (mean.value().signum() > 0) {
                means.put(new Key(currency, month), mean.value());
            }
        }));
        return means;
    }

    YearMonth firstMonth() {
        return months.firstKey();
    }

    YearMonth lastMonth() {
        return months.lastKey();
    }

    LocalDate lastDay() {
        return lastDay;
    }
}
