package com.wevion.credits.event.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks reach public addresses, and what the deployer has listed. */
class DestinationsTest {
    private static Destinations listing(String networks) {
        Destinations destinations = new Destinations();
        destinations.networks = Optional.ofNullable(networks);
        destinations.read();
        return destinations;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "169.254.169.254",
                "100.64.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "198.19.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fdff::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::1"
            })
    void neverWhatIsNotPublic(String address) {
        assertThatThrownBy(() -> listing(null).forHttps().resolve(address))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("must not be reached");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"8.8.8.8", "172.32.0.1", "172.15.255.255", "192.167.255.255", "2606:4700::1", "2a00:1450::1"})
    void publicOnesEncryptedOnly(String address) throws UnknownHostException {
        assertThat(listing(null).forHttps().resolve(address)).containsExactly(InetAddress.getByName(address));
        assertThatThrownBy(() -> listing("10.0.0.0/8").forHttp().resolve(address))
                .isInstanceOf(UnknownHostException.class);
    }

    @Test
    void theNetworksThatAreListed() throws UnknownHostException {
        Destinations destinations = listing("10.20.0.0/14, fd00:1::/32");

        assertThat(destinations.forHttp().resolve("10.23.255.255")).hasSize(1);
        assertThat(destinations.forHttps().resolve("fd00:1:2::3")).hasSize(1);
        assertThatThrownBy(() -> destinations.forHttps().resolve("10.24.0.0")).isInstanceOf(UnknownHostException.class);
        assertThatThrownBy(() -> destinations.forHttps().resolve("fd00:2::1")).isInstanceOf(UnknownHostException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "example.com/8", "10.0.0.0/x", "::/129"})
    void refusesWhatIsNoNetwork(String text) {
        assertThatThrownBy(() -> listing(text))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("credits.webhooks.networks");
    }
}
