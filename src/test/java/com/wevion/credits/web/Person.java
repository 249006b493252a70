package com.wevion.credits.web;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import java.util.UUID;

/** The people who can sign in to the embedded default, as the setting {@code credits.dev.people} lists them. */
enum Person {
    OLGA("01900000-0000-7000-8000-000000000010", "Olga Owner", "OWNER"),
    BEN("01900000-0000-7000-8000-000000000011", "Ben Buyer", "MEDIA_BUYER"),
    FAY("01900000-0000-7000-8000-000000000014", "Fay Finance", "FINANCE"),
    VIC("01900000-0000-7000-8000-000000000015", "Vic Viewer", "VIEWER"),
    /** A SUPER_ADMIN, of no team. */
    SUE("01900000-0000-7000-8000-000000000012", "Sue Admin", null);

    private final UUID id;
    private final String fullName;
    private final String role;

    Person(String id, String fullName, String role) {
        this.id = UUID.fromString(id);
        this.fullName = fullName;
        this.role = role;
    }

    UUID id() {
        return id;
    }

    /** As the sign-in page has it. */
    String fullName() {
        return fullName;
    }

    /** In each team of {@link Office}; null for none. */
    String role() {
        return role;
    }

    /** The same person as a caller of the API; Sue without her role. */
    Api api(LocalService service) {
        return Api.person(service, id);
    }
}
