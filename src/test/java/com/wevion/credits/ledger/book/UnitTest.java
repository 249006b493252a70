package com.wevion.credits.ledger.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitTest {
    @ParameterizedTest
    @CsvSource({
        "CREDITS, 19937000000, 19937",
        "CREDITS, -63000000, -63",
        "CREDITS, 1, 0.000001",
        "USD, 7500000, 0.0075",
        "USD, 0, 0",
        "USD, 100000000000, 100",
        "USD, -1, -0.000000001"
    })
    void writesAmountsWithoutTrailingZerosAndReadsThemBack_D3(Unit unit, long units, String decimal) {
        assertThat(unit.format(units)).isEqualTo(decimal);
        assertThat(unit.parse(decimal)).isEqualTo(units);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 1",
                "1e3",
                "1E999999999",
                "NaN",
                "0x10",
                "1,5",
                ".5",
                "5.",
                "--1",
                "+1",
                "01",
                "1.0000000001",
                "99999999999999",
                "٣"
            })
    void refusesWhatIsNoPlainDecimal(String text) {
        assertThatThrownBy(() -> Unit.USD.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesCreditsFinerThanAMicro() {
        assertThat(Unit.CREDITS.parse("0.0000010")).isEqualTo(1);
        assertThatThrownBy(() -> Unit.CREDITS.parse("0.0000001")).hasMessageContaining("6 decimals");
    }

    @Test
    void refusesMoreThanTheLedgerTakes() {
        assertThat(Unit.USD.parse("1000000000")).isEqualTo(Unit.LARGEST_UNITS);
        assertThatThrownBy(() -> Unit.USD.parse("1000000000.000000001")).hasMessageContaining("at most");
    }
}
