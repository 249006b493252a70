package com.wevion.credits.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1+1", "-1+1", "@SUM(A1)"})
    void makesAFormulaAText(String formula) {
        assertThat(Csv.text(formula)).isEqualTo("'" + formula);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFF1D1+1", "\uFF0B1+1", "\uFF0D1+1", "\uFF20SUM(A1)", // full width
                "\uFE661+1", "\uFE621+1", "\uFE631+1", "\uFE6BSUM(A1)", // small
                "\u207A1", "\u207B1", "\u207C1" // raised
            })
    void makesOneInOtherFormsOfTheSignsAText(String formula) {
        assertThat(Csv.text(formula)).isEqualTo("'" + formula);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "   ",
                "\u00A0",
                "\u1680",
                "\u2003",
                "\u2009",
                "\u202F",
                "\u205F",
                "\u3000", // spaces
                "\u2028",
                "\u2029",
                "\u0085",
                "\u000B",
                "\f",
                "\u0000",
                "\u001F", // lines and controls
                "\u200B",
                "\u2060",
                "\uFEFF",
                "\u00AD",
                "\u202E", // invisible
                " \u00A0\u3000\u200B "
            })
    void looksThroughWhatStandsBeforeIt(String blank) {
        assertThat(Csv.text(blank + "=1+1")).isEqualTo("'" + blank + "=1+1");
        assertThat(Csv.text(blank + "\uFF1D1+1")).isEqualTo("'" + blank + "\uFF1D1+1");
        assertThat(Csv.text(blank + "Olga")).isEqualTo(blank + "Olga");
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\t", "\r", "\n", "\r\n", "; \u00A0"})
    void makesOneATextAlsoWhereAnotherSettingWouldBeginACell(String separator) {
        assertThat(Csv.text("Olga" + separator + "=1+1")).isEqualTo("Olga" + settled(separator) + "=1+1");
        assertThat(Csv.text("Olga" + separator + "Bob")).isEqualTo("Olga" + separator + "Bob");
    }

    private static String settled(String separator) {
        return separator.startsWith(";") ? ";'" + separator.substring(1) : separator + "'";
    }

    @Test
    void protectsBothReadingsOfATabAtTheStart() {
        assertThat(Csv.text("\t=1+1")).isEqualTo("'\t'=1+1");
        assertThat(Csv.text("\r\n@SUM(A1)")).isEqualTo("'\r\n'@SUM(A1)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Olga",
                "Olga-Marie",
                "a = b",
                "mail@example.com",
                "gpt-4o",
                "'=1",
                "1-2",
                "5 + 3",
                "a, =b"
            })
    void leavesOtherTextsAsTheyAre(String text) {
        assertThat(Csv.text(text)).isEqualTo(text);
    }

    @Test
    void leavesAnEmptyCellEmpty() {
        assertThat(Csv.text(null)).isNull();
    }
}
