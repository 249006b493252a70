package com.wevion.credits.adapter;

import java.net.URI;
import java.util.Arrays;
import java.util.List;

/** The brokers' addresses in the setting {@code credits.broker.url}. */
final class BrokerAddresses {

    /** A broker's address. */
    record Address(String host, int port) {}

    private BrokerAddresses() {}

    /**
     * Reads {@code tcp://a:61616,tcp://b:61616}.
     *
     * @throws IllegalArgumentException if it is not such a list
     */
    static List<Address> of(String url) {
        return Arrays.stream(url.split(",", -1))
                .map(String::trim)
                .map(BrokerAddresses::one)
                .toList();
    }

    private static Address one(String text) {
        URI address = parsed(text);
        if (!"tcp".equals(address.getScheme())
                || address.getHost() == null
                || address.getPort() < 1
                || hasMore(address)) {
            throw new IllegalArgumentException(
                    "credits.broker.url must be like tcp://host:61616 or tcp://a:61616,tcp://b:61616, not " + text);
        }
        return new Address(address.getHost(), address.getPort());
    }

    private static boolean hasMore(URI address) {
        return !address.getRawPath().isEmpty()
                || address.getRawQuery() != null
                || address.getRawFragment() != null
                || address.getRawUserInfo() != null;
    }

    private static URI parsed(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            return URI.create("unreadable:/");
        }
    }
}
