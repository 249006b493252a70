package com.wevion.credits.event.webhook;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The addresses that may be reached: public ones, and those of the networks that the deployer has listed. They are checked where the name is
 * resolved for the connection, so that no other answer of the name server can come between.
 */
@ApplicationScoped
class Destinations {
    /** Not public, by IANA's registries of special-purpose addresses, or leading to such by translation. */
    private static final List<Network> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/8",
                    "64:ff9b::/96",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20",
                    "5f00::/16",
                    "fc00::/7",
                    "fe80::/9",
                    "ff00::/8")
            .map(Network::parse)
            .toList();

    @Inject
    @ConfigProperty(name = "credits.webhooks.networks")
    Optional<String> networks;

    private List<Network> listed;

    /** Fails the start if a network is none. */
    @PostConstruct
    void read() {
        try {
            listed = networks.stream()
                    .flatMap(text -> Stream.of(text.split(",")))
                    .map(Network::parse)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("credits.webhooks.networks: " + e.getMessage(), e);
        }
    }

    /** Finds the addresses to which what is sent is encrypted. */
    DnsResolver forHttps() {
        return new Checked(address -> isListed(address) || isPublic(address));
    }

    /** Finds the addresses to which what is sent may be in clear. */
    DnsResolver forHttp() {
        return new Checked(this::isListed);
    }

    private boolean isListed(InetAddress address) {
        return listed.stream().anyMatch(network -> network.contains(address));
    }

    private static boolean isPublic(InetAddress address) {
        return NOT_PUBLIC.stream().noneMatch(network -> network.contains(address));
    }

    private record Checked(Predicate<InetAddress> allowed) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] all = InetAddress.getAllByName(host);
            for (InetAddress address : all) {
                if (!allowed.test(address)) {
                    throw new UnknownHostException(
                            host + " is at " + address.getHostAddress() + ", which must not be reached");
                }
            }
            return all;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
