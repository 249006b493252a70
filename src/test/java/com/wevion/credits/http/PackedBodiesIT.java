package com.wevion.credits.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that say they are packed, which the server unpacks before anybody sees them. */
@WithService
class PackedBodiesIT {
    private static final String PATH = "/api/v1/dev/tokens";
    private static final String PACKED = "Content-Encoding: gzip\r\n";
    private static final String WHO =
            "{\"userId\":\"00000000-0000-4000-8000-000000000001\",\"name\":\"Two\",\"roles\":[]}";

    private final LocalService service;

    PackedBodiesIT(LocalService service) {
        this.service = service;
    }

    private static String packed(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toString(StandardCharsets.ISO_8859_1);
    }

    private static String head(String body) {
        return Exchange.post(PATH, "Content-Length: " + body.length(), PACKED);
    }

    private static void assertRefused(Exchange.Answer answer) {
        assertThat(answer.status()).as(answer.head()).isEqualTo(415);
        assertThat(answer.body()).contains("without a Content-Encoding");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_000, 3_000_000})
    void areRefusedThoughTheServerUnpacksThem(int blanks) throws IOException {
        String body = packed(WHO + " ".repeat(blanks));
        try (Exchange exchange = new Exchange(service.baseUrl())) {
            assertRefused(exchange.say(head(body) + body).answer());
        }
    }

    @Test
    void areRefusedIfTheyGetShorterOrComeSlowly() throws IOException {
        for (String text : List.of("{}", WHO + " ".repeat(1_000))) {
            String body = packed(text);
            try (Exchange exchange = new Exchange(service.baseUrl())) {
                assertRefused(exchange.say(head(body))
                        .sayOneByOne(List.of(body.substring(0, 12), body.substring(12)), 50)
                        .answer());
            }
        }
    }

    @Test
    void areCountedAsTheyAreWhenUnpackedIfTheyComeInChunks() throws IOException {
        String body = packed(WHO + " ".repeat(3_000_000));
        try (Exchange exchange = new Exchange(service.baseUrl())) {
            String chunks = Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
            assertThat(exchange.say(Exchange.post(PATH, "Transfer-Encoding: chunked", PACKED) + chunks)
                            .answer()
                            .status())
                    .isEqualTo(413);
        }
    }
}
