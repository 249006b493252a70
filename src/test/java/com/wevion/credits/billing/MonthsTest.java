package com.wevion.credits.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The month of bills, whatever the time zone of the server. */
class MonthsTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-24T12:00:00Z, 2026-11-01",
        "2026-11-30T23:59:59.999999Z, 2026-11-01",
        "2026-12-01T00:00:00Z, 2026-12-01",
        "2028-02-29T23:59:59.999999Z, 2028-02-01",
        "2028-03-01T00:00:00Z, 2028-03-01",
        "2027-02-28T23:59:59.999999Z, 2027-02-01",
        "2026-12-31T23:59:59.999999Z, 2026-12-01",
        "2027-01-01T00:00:00Z, 2027-01-01"
    })
    void turnsAtMidnightInUtc_S12(Instant now, LocalDate month) {
        for (String zone : new String[] {"UTC", "Pacific/Kiritimati", "Etc/GMT+12"}) {
            assertThat(Months.current(Clock.fixed(now, ZoneId.of(zone)))).isEqualTo(month);
        }
        assertThat(Months.begin(month)).isBeforeOrEqualTo(now);
        assertThat(Months.begin(month.plusMonths(1))).isAfter(now);
    }
}
