package com.wevion.credits.keys;

import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.access.Party;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A key that somebody wants.
 *
 * @param scopes as in {@code meter}
 * @param expiresAt an instant; null for the default
 */
record KeyRequest(
        @NotBlank(message = "is required") @Size(max = 100, message = "must have at most 100 characters")
        String name,

        @NotEmpty(message = "is required") List<String> scopes,
        String expiresAt) {

    /**
     * The scopes as columns of the table of actions, in its order.
     *
     * @throws Invalid for one that is unknown, or that a team's key may not have (D19)
     */
    List<Party> parties(boolean ofATeam) {
        List<Party> wanted = scopes.stream()
                .map(scope -> find(scope).orElseThrow(() -> new Invalid("scopes", "must be of " + names(ofATeam))))
                .distinct()
                .sorted()
                .toList();
        wanted.stream()
                .filter(scope -> ofATeam && !scope.isAScopeInATeam())
                .findFirst()
                .ifPresent(scope -> {
                    throw new Invalid(
                            "scopes",
                            scope == Party.REPORT
                                    ? "must be of " + names(true) + ": who pays must not say what it cost"
                                    : "must be of " + names(true) + ": " + scope.text()
                                            + " is for keys of the platform");
                });
        return wanted;
    }

    private static Optional<Party> find(String text) {
        return all().filter(scope -> scope.text().equals(text)).findFirst();
    }

    private static String names(boolean ofATeam) {
        return all().filter(scope -> !ofATeam || scope.isAScopeInATeam())
                .map(Party::text)
                .collect(Collectors.joining(", "));
    }

    private static Stream<Party> all() {
        return Stream.of(Party.values()).filter(Party::isAScope);
    }
}
