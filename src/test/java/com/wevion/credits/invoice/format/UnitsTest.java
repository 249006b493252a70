package com.wevion.credits.invoice.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
    private final Units units = new Units();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TOKEN | 1 | Tokens, token, TOK, toks, input tokens, Tokens (output), cached-input tokens, text_tokens, image tokens, Token(s)",
                "TOKEN | 1000 | 1K tokens, 1000 Tokens, K tokens, KTok, thousand tokens, 1k-tokens, per 1K tokens, \u5343tokens, \u5343 tokens",
                "TOKEN | 10000 | \u4E07tokens",
                "TOKEN | 1000000 | 1M tokens, 1 M Tokens, 1m tokens, 1000000 Tokens, 1_000_000 tokens, MTok, Mtokens, 1MM tokens,"
                        + " Million tokens, 1 million tokens, per million tokens, /1M tokens, USD/1M tokens, USD per 1M tokens,"
                        + " $/Mtok, 1M input tokens, 1M output tokens, 1e6 tokens, 1000K Tokens, \u767E\u4E07tokens,"
                        + " \u5143/\u767E\u4E07tokens, 1.0M tokens, megatokens",
                "TOKEN | 1000000000 | 1B tokens, 1 billion tokens",
                "CHARACTER | 1 | Characters, character, chars, Char, \u5B57\u7B26, text characters",
                "CHARACTER | 1000 | 1K characters, 1000 chars, Kchars, \u5343\u5B57\u7B26",
                "CHARACTER | 1000000 | 1M characters, 1 million characters, MChars",
                "CHARACTER | 10000 | \u4E07\u5B57\u7B26",
                "IMAGE | 1 | Images, image, IMAGE, Image(s), img, per image, $/image, generated images, \u5F20",
                "IMAGE | 100 | 100 Images",
                "SECOND | 1 | Seconds, second, sec, secs, s, S, video_second, video seconds, seconds of video, Second(s), \u79D2",
                "SECOND | 0.001 | ms, Milliseconds, millisecond, msec, MS, audio milliseconds, \u6BEB\u79D2",
                "SECOND | 0.1 | 100 ms, 100ms",
                "SECOND | 60 | Minutes, minute, min, Mins, MIN, min., 1 Minute, 1min, audio-minutes, Audio Minutes, $/min,"
                        + " Minute(s), \u5206\u949F",
                "SECOND | 3600 | Hours, hour, hr, Hrs, h, 1 Hour, 1h, audio hours, \u5C0F\u65F6",
                "SECOND | 360000 | 100 Hours",
                "SECOND | 10 | 10 seconds, 10s"
            })
    void readsTheSpellingsOfProviders(Units.Base base, BigDecimal factor, String spellings) {
        for (String spelling : spellings.split(", *")) {
            Units.Unit unit = units.of(spelling);
            assertThat(unit.base()).as(spelling).isEqualTo(base);
            assertThat(unit.factor()).as(spelling).isEqualByComparingTo(factor);
        }
    }

    @Test
    void readsGroupsOfDigits() {
        assertThat(units.of("1,000 Characters").factor()).isEqualByComparingTo("1000");
        assertThat(units.of("1,000,000 Tokens").factor()).isEqualByComparingTo("1000000");
        assertThat(units.of("1,5 Tokens").base()).isNull();
        assertThat(units.of("1,00 Tokens").base()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Megapixels",
                "megapixel",
                "MP",
                "1 MP",
                "Mpx",
                "Requests",
                "1K Requests",
                "1000 requests",
                "Videos",
                "video",
                "1 Video",
                "Calls",
                "Credits",
                "Count",
                "Units",
                "1K",
                "1M",
                "M",
                "m",
                "b",
                "GB",
                "GB-Months",
                "GB-Seconds",
                "Core-Seconds",
                "Server Hours",
                "GPU Hours",
                "GPU-seconds",
                "vCPU-Hours",
                "Tokens/Minute",
                "tokens per minute",
                "1/Hour",
                "GB/Month",
                "Execution",
                "Workflow operation",
                "Pages",
                "USD",
                "",
                " ",
                "0 tokens",
                "tokens images",
                "9e99 tokens",
                "\u6B21",
                "kimages",
                "msomething",
                "-1 tokens",
                "1.2.3 tokens",
                "1K of"
            })
    void doesNotTakeAnythingElseForOneOfOurs(String text) {
        assertThat(units.of(text).base()).as(text).isNull();
        assertThat(units.of(text).factor()).isEqualByComparingTo("1");
    }

    @Test
    void aUnitMayTellWhichTokensItCounts() {
        String header =
                "BilledCost,BillingCurrency,ChargeCategory,ChargePeriodStart,SkuId,ConsumedQuantity,ConsumedUnit\n";
        Reading reading = Reading.of(
                Format.FOCUS,
                header + "1,USD,Usage,2026-10-01,gpt,2,1M input tokens\n1,USD,Usage,2026-10-01,gpt,3,Output Tokens\n");
        assertThat(reading.accepted)
                .extracting(charge -> charge.measure)
                .containsExactly(InvoiceMeasure.INPUT_TOKEN, InvoiceMeasure.OUTPUT_TOKEN);
        assertThat(reading.accepted.get(0).quantity).isEqualByComparingTo("2000000");
    }

    @ParameterizedTest
    @CsvSource({
        "3,Requests,3,Images,IMAGE,3",
        "1,Videos,2,Minutes,SECOND,120",
        "9,Seconds,3,Images,SECOND,9",
        "4,Videos,5,Requests,,4"
    })
    void whatIsPricedCountsIfWhatIsConsumedIsNoneOfOurs(
            String consumed,
            String consumedUnit,
            String priced,
            String pricedUnit,
            InvoiceMeasure measure,
            BigDecimal quantity) {
        Charge charge = Reading.of(
                        Format.FOCUS,
                        "BilledCost,BillingCurrency,ChargeCategory,ChargePeriodStart,ConsumedQuantity,ConsumedUnit,PricingQuantity,"
                                + "PricingUnit\n1,USD,Usage,2026-10-01," + consumed + "," + consumedUnit + "," + priced
                                + ","
                                + pricedUnit + "\n")
                .only();
        assertThat(charge.measure).isEqualTo(measure);
        assertThat(charge.quantity).isEqualByComparingTo(quantity);
    }
}
