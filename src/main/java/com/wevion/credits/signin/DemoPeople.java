package com.wevion.credits.signin;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.wevion.credits.platform.Development;
import com.wevion.credits.platform.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The people of the embedded default, as whom anybody can sign in; there are none if the service issues no tokens itself. */
@ApplicationScoped
class DemoPeople {
    private static final String SUPER_ADMIN = "SUPER_ADMIN";
    private static final int PARTS = 3;

    /**
     * A person of the list.
     *
     * @param description the role in the demo team, or SUPER_ADMIN
     */
    record DemoPerson(UUID userId, String name, String description) {
        @JsonIgnore
        boolean isSuperAdmin() {
            return description.equals(SUPER_ADMIN);
        }
    }

    @Inject
    Development development;

    @Inject
    @ConfigProperty(name = "credits.dev.people")
    Optional<String> people;

    /** All of them, in the order of the setting. */
    List<DemoPerson> all() {
        if (!development.isOn()) {
            return List.of();
        }
        return people.stream()
                .flatMap(list -> Stream.of(list.split(";")))
                .map(DemoPeople::person)
                .toList();
    }

    private static DemoPerson person(String text) {
        String[] parts = text.strip().split(":", PARTS);
        if (parts.length != PARTS) {
            throw new IllegalStateException("The setting credits.dev.people is not id:name:role, but " + text);
        }
        return new DemoPerson(Ids.parse("credits.dev.people", parts[0]), parts[1], parts[2]);
    }
}
