package com.wevion.credits.invoice.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The formats of single providers, by the samples in {@code src/test/resources/invoice}. */
class AdaptersTest {
    private static Reading sample(Format format, String name) {
        return Reading.of(format, AdaptersTest.class.getResourceAsStream("/invoice/" + name));
    }

    @Test
    void readsCostsOfOpenAi() {
        Reading costs = sample(Format.OPENAI_COSTS, "openai-costs.csv");
        assertThat(costs.accepted).hasSize(3);
        assertThat(costs.reasons()).containsExactly("line 5: amount_value is missing");
        Charge input = costs.accepted.get(0);
        assertThat(input.sku).isEqualTo("gpt-4o-2024-08-06, input");
        assertThat(input.measure).isEqualTo(InvoiceMeasure.INPUT_TOKEN);
        assertThat(input.quantity).isNull();
        assertThat(input.costNanos).isEqualTo(62_845_000);
        assertThat(input.currency).isEqualTo("USD");
        assertThat(input.account).isEqualTo("org-1/proj_a");
        assertThat(input.day).isEqualTo(LocalDate.of(2026, 10, 1)).isEqualTo(input.lastDay);
        assertThat(input.extras)
                .isEqualTo("{\"project_id\":\"proj_a\",\"project_name\":\"Chat\",\"organization_name\":\"Acme\"}");
        assertThat(costs.accepted.get(1).costNanos).isEqualTo(12_000);
        assertThat(costs.accepted.get(1).measure).isEqualTo(InvoiceMeasure.OUTPUT_TOKEN);
        assertThat(costs.accepted.get(2).measure).isNull();
        assertThat(costs.accepted.get(2).day).isEqualTo(LocalDate.of(2026, 10, 2));
    }

    @Test
    void readsUsageOfElevenLabs() {
        Reading usage = sample(Format.ELEVENLABS_USAGE, "elevenlabs-usage.json");
        assertThat(usage.accepted).hasSize(2);
        assertThat(usage.reasons())
                .containsExactly(
                        "line 3: credits_used is not a number of credits", "line 4: it is not a list of 4 values");
        Charge speech = usage.accepted.get(0);
        assertThat(speech.sku).isEqualTo("eleven_multilingual_v2");
        assertThat(speech.day).isEqualTo(LocalDate.of(2026, 10, 1));
        assertThat(speech.measure).isEqualTo(InvoiceMeasure.CHARACTER);
        assertThat(speech.quantity).isEqualByComparingTo("12500");
        assertThat(speech.costNanos).isEqualTo(3_750_000_000L);
        assertThat(speech.allowanceNanos).isEqualTo(150_000);
        assertThat(usage.accepted.get(1).allowanceNanos).isEqualTo(15_000);
        // Half a credit for a character.
        assertThat(usage.accepted.get(1).quantity).isEqualByComparingTo("501");
        assertThat(usage.accepted.get(1).costNanos).isEqualTo(75_150_000L);
    }

    @Test
    void passesOverDaysWithoutCostsOfOpenAiAndNeedsNoLineItem() {
        String days = "start_time,end_time,amount_value,amount_currency,organization_id\n"
                + "1790812800,1790899200,,,org-1\n"
                + "1790899200,1790985600,0,usd,org-1\n"
                + "1790985600,1791072000,0.25,usd,org-1\n"
                + "1791072000,1791158400,0.0000000000,,org-1\n";
        Reading idle = Reading.of(Format.OPENAI_COSTS, days);
        Charge only = idle.only();
        assertThat(idle.free)
                .containsExactly(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 2), LocalDate.of(2026, 10, 4));
        assertThat(only.costNanos).isEqualTo(250_000_000L);
        assertThat(only.sku).isNull();
        assertThat(only.day).isEqualTo(LocalDate.of(2026, 10, 3));
        Reading items = Reading.of(
                Format.OPENAI_COSTS,
                "start_time,amount_value,amount_currency,line_item\n1790812800,0,usd,\n1790812800,,usd,gpt-4o\n");
        assertThat(items.accepted).isEmpty();
        assertThat(items.reasons()).containsExactly("line 3: amount_value is missing");
    }

    @Test
    void refusesUsageOfOpenAiThatHasNoAmounts() {
        String usage =
                "{\"object\":\"page\",\"data\":[{\"object\":\"bucket\",\"start_time\":1790812800,\"end_time\":1790899200,"
                        + "\"results\":[{\"object\":\"organization.usage.completions.result\",\"input_tokens\":1000}]}]}";
        assertThatThrownBy(() -> Reading.of(Format.OPENAI_COSTS, usage))
                .isInstanceOf(FileRefused.class)
                .hasMessage("this is usage, which has no amounts; /v1/organization/costs answers them");
    }

    @Test
    void readsTheOlderUsageOfElevenLabs() {
        Reading usage = Reading.of(
                Format.ELEVENLABS_USAGE,
                "{\"time\":[1790812800000,1790899200000,1790985600000],\"usage\":{"
                        + "\"eleven_turbo_v2_5\":[250.5,0.0,null],\"All\":[0,100,-1],\"Rachel\":[0,0,7]}}");
        assertThat(usage.reasons()).containsExactly("line 6: the value is not a number of credits");
        assertThat(usage.refused.get(0).excerpt()).isEqualTo("{\"All\":-1}");
        assertThat(usage.free).hasSize(5).contains(LocalDate.of(2026, 10, 3));
        assertThat(usage.accepted)
                .extracting(charge -> charge.sku)
                .containsExactly("eleven_turbo_v2_5", null, "Rachel");
        Charge speech = usage.accepted.get(0);
        assertThat(speech.quantity).isEqualByComparingTo("501");
        assertThat(speech.costNanos).isEqualTo(75_150_000L);
        assertThat(speech.day).isEqualTo(LocalDate.of(2026, 10, 1)).isEqualTo(speech.lastDay);
        assertThat(speech.startsAt).isNull();
        assertThat(usage.accepted.get(1).day).isEqualTo(LocalDate.of(2026, 10, 2));
        assertThat(usage.accepted.get(1).measure).isNull();
        assertThat(usage.accepted.get(2).lastDay).isEqualTo(LocalDate.of(2026, 10, 3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1790812800000]|[1]",
                "[1790812800000,1791417600000]|[1,1]",
                "[1790812800000,1790899200000,1790902800000]|[1,1,1]",
                "[1790812800000,1790812800000]|[1,1]"
            })
    void refusesUsageOfElevenLabsForTimesOfUnclearLength(String times, String values) {
        assertThatThrownBy(() -> Reading.of(
                        Format.ELEVENLABS_USAGE, "{\"time\":" + times + ",\"usage\":{\"All\":" + values + "}}"))
                .isInstanceOf(FileRefused.class)
                .hasMessageStartingWith("line 1: before the usage there must be at least two times");
    }

    @Test
    void refusesUsageOfElevenLabsWithMoreValuesThanTimes() {
        assertThatThrownBy(() -> Reading.of(
                        Format.ELEVENLABS_USAGE,
                        "{\"time\":[1790812800000,1790899200000],\"usage\":{\"All\":[1,2,3]}}"))
                .hasMessage("line 1: there are 2 times, and 3 values of All");
    }

    @ParameterizedTest
    @CsvSource({
        "TTS, eleven_flash_v2_5, 100, 200",
        "text_to_speech, Eleven Flash v2.5, 100, 200",
        ", FLASH-V2.5, 100, 200",
        "TTS, eleven_multilingual_v2, 100, 100",
        "Dubbing, eleven_multilingual_v2, 100,",
        "STS, eleven_multilingual_sts_v2, 100,",
        "TTS, eleven_v9, 100,"
    })
    void countsCharactersByTheModelsCredits(String product, String model, String credits, BigDecimal characters) {
        String row = "[1790812800000," + (product == null ? "null" : '"' + product + '"') + ",\"" + model + "\","
                + credits + "]";
        Charge charge = Reading.of(
                        Format.ELEVENLABS_USAGE,
                        "{\"columns\":[\"time\",\"product_type\",\"model\",\"credits_used\"],\"rows\":[" + row + "]}")
                .only();
        assertThat(charge.costNanos).isEqualTo(30_000_000L);
        assertThat(charge.measure).isEqualTo(characters == null ? null : InvoiceMeasure.CHARACTER);
        if (characters == null) {
            assertThat(charge.quantity).isNull();
        } else {
            assertThat(charge.quantity).isEqualByComparingTo(characters);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"eleven_v3", "eleven_v3=", "eleven_v3=0", "eleven_v3=-1", "eleven_v3=1,V3=2", "a=1=2"})
    void refusesASettingOfCreditsThatIsNoneOrNamesAModelTwice(String setting) {
        assertThatThrownBy(() -> ElevenLabsTerms.of(1, setting)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsUsageOfRunway() {
        Reading usage = sample(Format.RUNWAY_USAGE, "runway-usage.json");
        assertThat(usage.accepted).extracting(charge -> charge.sku).containsExactly("gen4_turbo", "gen4_image");
        assertThat(usage.accepted.get(0).costNanos).isEqualTo(1_230_000_000L);
        assertThat(usage.accepted.get(0).day).isEqualTo(LocalDate.of(2026, 10, 1));
        assertThat(usage.accepted.get(0).quantity).isNull();
        assertThat(usage.reasons())
                .containsExactly("line 3: amount is not a number of credits", "line 4: model is missing");
    }

    @Test
    void readsBillsOfVolcengine() {
        for (Format format : new Format[] {Format.VOLCENGINE_BILL, Format.BYTEPLUS_BILL}) {
            Reading bill = sample(format, "volcengine-bill.csv");
            assertThat(bill.accepted).hasSize(4);
            assertThat(bill.reasons()).containsExactly("line 6: Currency is not a currency of ISO 4217: RMB");
            Charge image = bill.accepted.get(0);
            assertThat(image.sku).isEqualTo("seedream/SeedreamImage");
            assertThat(image.measure).isEqualTo(InvoiceMeasure.IMAGE);
            assertThat(image.costNanos).isEqualTo(7_600_000_000L);
            assertThat(image.currency).isEqualTo("CNY");
            assertThat(image.invoiceId).isEqualTo("2026-10");
            assertThat(image.chargeKey).isEqualTo("Detail1");
            Charge tokens = bill.accepted.get(1);
            assertThat(tokens.day).isEqualTo(LocalDate.of(2026, 10, 4));
            assertThat(tokens.quantity).isEqualByComparingTo("1200000");
            Charge month = bill.accepted.get(2);
            assertThat(month.day).isEqualTo(LocalDate.of(2026, 10, 1));
            assertThat(month.lastDay).isEqualTo(LocalDate.of(2026, 10, 31));
            assertThat(month.measure).isEqualTo(InvoiceMeasure.OUTPUT_TOKEN);
            assertThat(bill.accepted.get(3).kind).isEqualTo(Charge.Kind.CREDIT);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|line 1: an object is expected here",
                "{\"results\":[{\"date\":|line 1: the file is not JSON that can be read",
                "a,b|line 1: this is not JSON, as files of the format are; is it CSV of another one?",
                "{\"results\":[]}|there is no item in the file",
                "{\"results\":5}|line 1: the list of results is expected here",
                "{\"results\":[]} x|line 1: the file is not JSON that can be read"
            })
    void refusesAFileThatIsNotJsonOfItsFormat(String text, String reason) {
        assertThatThrownBy(() -> Reading.of(Format.RUNWAY_USAGE, text))
                .isInstanceOf(FileRefused.class)
                .hasMessage(reason);
    }

    @Test
    void refusesAnItemThatCostsTooMuch() {
        Reading usage = Reading.of(
                Format.RUNWAY_USAGE,
                "{\"results\":[{\"date\":\"2026-10-01\",\"usedCredits\":[{\"model\":\"gen4\",\"amount\":1000000001}]}]}");
        assertThat(usage.reasons()).containsExactly("line 1: the cost is more than 10000000 USD");
    }

    @Test
    void refusesATableWithoutItsColumns() {
        assertThatThrownBy(() -> Reading.of(Format.ELEVENLABS_USAGE, "{\"rows\":[[1]]}"))
                .hasMessage("line 1: before the rows there must be columns with a time");
        assertThatThrownBy(() -> Reading.of(Format.VOLCENGINE_BILL, "BillPeriod,Product,Element,Currency\n"))
                .hasMessage(
                        "line 1: one of these columns is needed: PayableAmount, DiscountBillAmount, OriginalBillAmount");
        assertThatThrownBy(() -> Reading.of(Format.OPENAI_COSTS, "start_time,amount_value\n"))
                .hasMessage("line 1: these columns are missing: amount_currency");
    }

    @Test
    void refusesAnObjectOfAMillionFieldsAtOnce() {
        String fields = IntStream.range(0, 1_000_000)
                .mapToObj(field -> "\"k" + field + "\":1")
                .collect(Collectors.joining(","));
        for (String file : List.of(
                "{" + fields + ",\"results\":[]}",
                "{\"x\":{" + fields + "},\"results\":[]}",
                "{\"results\":[{\"date\":\"2026-10-01\",\"usedCredits\":[{" + fields + "}]}]}")) {
            long began = System.nanoTime();
            assertThatExceptionOfType(FileRefused.class)
                    .isThrownBy(() -> Reading.of(Format.RUNWAY_USAGE, file))
                    .withMessage("line 1: an object has more than 1000 fields");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void refusesAnItemThatIsLongerThanARow() {
        String row = "[" + "1,".repeat(1 << 20) + "1]";
        assertThatExceptionOfType(FileRefused.class)
                .isThrownBy(() -> Reading.of(
                        Format.ELEVENLABS_USAGE, "{\"columns\":[\"time\",\"credits_used\"],\"rows\":[" + row + "]}"))
                .withMessage("line 1: an item is longer than 1048576 bytes");
    }
}
