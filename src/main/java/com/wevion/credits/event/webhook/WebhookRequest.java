package com.wevion.credits.event.webhook;

import com.wevion.credits.event.EventType;
import com.wevion.credits.platform.Invalid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A webhook that somebody wants.
 *
 * @param url that is told
 * @param types of the events that it is told of
 */
record WebhookRequest(
        @NotNull @Size(max = 2_000) String url,
        @NotEmpty List<@NotNull String> types,
        @Size(max = 200) String description) {
    /**
     * The address, if it can be one.
     *
     * @throws Invalid otherwise
     */
    URI address() {
        URI address;
        try {
            address = new URI(url);
        } catch (URISyntaxException e) {
            throw new Invalid("url", "is no address");
        }
        boolean isWeb = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
        if (!isWeb || address.getHost() == null) {
            throw new Invalid("url", "must begin with https:// and a host, or http:// within a network that is listed");
        }
        if (address.getRawUserInfo() != null || address.getRawFragment() != null) {
            throw new Invalid("url", "must have neither a user nor a fragment");
        }
        return address;
    }

    /**
     * The types, each once.
     *
     * @throws Invalid for an unknown one, or one that a team is not told of
     */
    List<EventType> eventTypes(boolean ofATeam) {
        return types.stream()
                .map(text -> EventType.of(text)
                        .filter(type -> !ofATeam || !type.isOfThePlatform())
                        .orElseThrow(() -> new Invalid("types", "must be of " + all(ofATeam))))
                .distinct()
                .sorted()
                .toList();
    }

    private static String all(boolean ofATeam) {
        return Stream.of(EventType.values())
                .filter(type -> !ofATeam || !type.isOfThePlatform())
                .map(EventType::text)
                .collect(Collectors.joining(", "));
    }
}
