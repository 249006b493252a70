package com.wevion.credits.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Work of any gateway, as CSV with our columns. */
class UsageCsvTest {
    private static List<String> read(String... rows) {
        return GatewayRows.of(
                GatewayLog.CSV,
                "provider,requestId,at,service,engine,sku,measure,quantity,costUsd,outcome,x\n"
                        + String.join("\n", rows) + "\n");
    }

    @Test
    void aRowIsWorkInOneMeasure() {
        assertThat(read(
                        "black forest labs,r-1,2026-10-01 14:00:00+02:00,IMAGE,FLUX_2_PRO,,IMAGE,3,0.09,,note",
                        "OPENAI,r-2,2026-10-01,,gpt-4o,,output_token,10,,LATE,"))
                .containsExactly(
                        "BLACK_FOREST_LABS r-1 2026-10-01T12:00:00Z IMAGE/FLUX_2_PRO 3 IMAGE 90000000 WORKER SUCCEEDED",
                        "OPENAI r-2 2026-10-01T00:00:00Z CHAT/gpt-4o 10 OUTPUT_TOKEN 40 CATALOG LATE");
    }

    @Test
    void theCatalogueSaysWhatASkuIs() {
        assertThat(read("OPENAI,,2026-10-01T12:00:00Z,,,\"GPT-4o, input\",,7,,,"))
                .containsExactly("OPENAI null 2026-10-01T12:00:00Z CHAT/gpt-4o 7 INPUT_TOKEN 7 CATALOG SUCCEEDED");
    }

    @Test
    void aCostThatNobodyKnowsIsNone() {
        assertThat(read("OPENAI,r,2026-10-01T12:00:00Z,TTS,VOICE,,CHARACTER,7,,,"))
                .containsExactly("OPENAI r 2026-10-01T12:00:00Z TTS/VOICE 7 CHARACTER null null SUCCEEDED");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ,r,2026-10-01T12:00:00Z,,gpt-4o,,INPUT_TOKEN,1,,,           | provider is missing
            A/B,r,2026-10-01T12:00:00Z,,gpt-4o,,INPUT_TOKEN,1,,,        | provider must be 1 to 60 letters
            OPENAI,r,,,gpt-4o,,INPUT_TOKEN,1,,,                         | at is missing
            OPENAI,r,2026-10-01T12:00:00Z,,,,INPUT_TOKEN,1,,,           | engine, model or sku is missing
            OPENAI,r,2026-10-01T12:00:00Z,,gpt-4o,,TOKENS,1,,,          | measure must be one of [IMAGE, SECOND,
            OPENAI,r,2026-10-01T12:00:00Z,,gpt-4o,,SECOND,1,,,          | CHAT is not counted by SECOND
            OPENAI,r,2026-10-01T12:00:00Z,,gpt-4o,,INPUT_TOKEN,,,,      | quantity is missing
            OPENAI,r,2026-10-01T12:00:00Z,,gpt-4o,,INPUT_TOKEN,-1,,,    | quantity is not a number from 0 on
            OPENAI,r,2026-10-01T12:00:00Z,,,nothing of ours,,1,,,       | sku is none that the catalogue has a rate of OPENAI for
            OPENAI,r,2026-10-01T12:00:00Z,,gpt-4o,,INPUT_TOKEN,1,,DONE, | outcome must be one of [SUCCEEDED, FAILED, LATE]
            """)
    void refusesARowWithAReason(String row, String reason) {
        assertThat(read(row)).singleElement().asString().startsWith("2: " + reason);
    }
}
