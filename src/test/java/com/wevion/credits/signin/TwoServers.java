package com.wevion.credits.signin;

import static com.wevion.credits.dev.TestTeam.ok;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.DataFolder;
import com.wevion.credits.dev.LoadBalancer;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Two servers on one database and one broker, at one address, whose people sign in at a provider of our own. */
final class TwoServers implements AutoCloseable {
    private final IdentityProvider provider = new IdentityProvider();
    private final Path folder;
    private final LocalService one;
    private final LocalService other;
    private final LoadBalancer balancer;

    /** Starts everything. */
    TwoServers(String name) {
        folder = Path.of("target/it/" + name + "-" + ProcessHandle.current().pid());
        Map<String, String> settings = new HashMap<>(OpenIdSite.settings(provider));
        settings.put("credits.issuers.people.grants", "SUPER_ADMIN,SERVICE");
        one = LocalService.prepare(TestSettings.in(folder.resolve("one"), settings));
        one.start();
        settings.putAll(one.shared());
        other = LocalService.prepare(TestSettings.in(folder.resolve("other"), settings));
        other.start();
        balancer = new LoadBalancer(one, other);
    }

    IdentityProvider provider() {
        return provider;
    }

    /** The server that is killed. */
    LocalService one() {
        return one;
    }

    /** The server that stays. */
    LocalService other() {
        return other;
    }

    LoadBalancer balancer() {
        return balancer;
    }

    /** A browser that keeps cookies, goes where it is led, and comes by the common address. */
    Browser browser() {
        return Browser.withCookies(balancer.url());
    }

    /** A new team of this person. */
    UUID teamOf(UUID owner) {
        UUID team = UUID.randomUUID();
        ok(caller("SERVICE")
                .put(
                        "/teams/" + team,
                        Map.of(
                                "name",
                                "Moving Studio",
                                "plan",
                                "PRO",
                                "ownerId",
                                owner,
                                "features",
                                List.of("AI_CHAT"))));
        return team;
    }

    /** Gives a team credits, at the server that stays. */
    void credit(UUID team, String amount) {
        ok(caller("SUPER_ADMIN")
                .post(
                        "/teams/" + team + "/adjustments",
                        Map.of("account", "CREDITS", "amount", amount, "reason", "test")));
    }

    private Api caller(String role) {
        return Api.withToken(other, provider.accessToken(UUID.randomUUID(), role));
    }

    @Override
    public void close() {
        balancer.close();
        other.close();
        one.close();
        provider.close();
        DataFolder.delete(folder.toAbsolutePath());
    }
}
