package com.wevion.credits.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.wevion.credits.platform.PayloadTooLarge;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class BodyLimitTest {
    @Test
    void letsThroughWhatIsAsLongAsTheLimit() throws IOException {
        assertThat(limited(100).readAllBytes()).hasSize(100);
    }

    @Test
    void refusesOneByteMoreHoweverItIsRead() {
        assertThatExceptionOfType(PayloadTooLarge.class)
                .isThrownBy(() -> limited(101).readAllBytes());
        assertThatExceptionOfType(PayloadTooLarge.class).isThrownBy(() -> {
            InputStream body = limited(101);
            while (body.read() >= 0) {
                // Reads on, one byte at a time.
            }
        });
    }

    private static InputStream limited(int bytes) {
        return new BodyLimit.Limited(new ByteArrayInputStream(new byte[bytes]), 100);
    }
}
