package com.wevion.credits.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reading of {@code credits.broker.url}. */
class BrokerAddressesTest {
    @Test
    void readsOneAddressOrSeveral() {
        assertThat(BrokerAddresses.of("tcp://broker:61616"))
                .containsExactly(new BrokerAddresses.Address("broker", 61616));
        assertThat(BrokerAddresses.of(" tcp://a.example:61616 , tcp://[::1]:61617"))
                .containsExactly(
                        new BrokerAddresses.Address("a.example", 61616), new BrokerAddresses.Address("[::1]", 61617));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "broker:61616",
                "tcp://broker",
                "tcp://broker:61616,",
                "ssl://broker:61616",
                "tcp://broker:61616?sslEnabled=true",
                "tcp://user:password@broker:61616",
                "tcp://broker:61616/path",
                "(tcp://a:61616,tcp://b:61616)",
                "tcp://bro ker:61616"
            })
    void refusesWhatIsNoAddressAndSaysHowOneLooks(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BrokerAddresses.of(url))
                .withMessageContaining("credits.broker.url must be like tcp://host:61616");
    }
}
