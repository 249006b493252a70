package com.wevion.credits.event.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** A range of addresses, as in {@code 10.0.0.0/8}. */
record Network(InetAddress first, int bits) {
    /**
     * The network of a text.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Network parse(String text) {
        String[] parts = text.strip().split("/", -1);
        if (parts.length != 2 || !parts[0].matches("[0-9a-fA-F.:]+") || !parts[1].matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("\"" + text + "\" is no network such as 10.0.0.0/8");
        }
        try {
            Network network = new Network(InetAddress.getByName(parts[0]), Integer.parseInt(parts[1]));
            if (network.bits > network.first.getAddress().length * Byte.SIZE) {
                throw new IllegalArgumentException("\"" + text + "\" has too many bits");
            }
            return network;
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no network such as 10.0.0.0/8", e);
        }
    }

    boolean contains(InetAddress address) {
        byte[] network = first.getAddress();
        byte[] bytes = address.getAddress();
        int whole = bits / Byte.SIZE;
        if (network.length != bytes.length || !Arrays.equals(network, 0, whole, bytes, 0, whole)) {
            return false;
        }
        int rest = bits % Byte.SIZE;
        int mask = 0xff << (Byte.SIZE - rest) & 0xff;
        return rest == 0 || (network[whole] & mask) == (bytes[whole] & mask);
    }
}
