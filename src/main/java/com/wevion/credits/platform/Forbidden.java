package com.wevion.credits.platform;

import java.io.Serial;
import java.util.List;
import java.util.Map;

/** 403: the caller is known and may see the thing, but may not do this with it. */
public final class Forbidden extends Refusal {
    @Serial
    private static final long serialVersionUID = 1L;

    /** An array, as an exception's fields are serializable. */
    private final String[] roles;

    /** @param detail a sentence that says who may */
    public Forbidden(String detail) {
        this(detail, List.of());
    }

    /**
     * Refuses for want of a role.
     *
     * @param detail a sentence that says who may
     * @param roles the names of the roles in the team that may, for clients that say it in their own words
     */
    public Forbidden(String detail, List<String> roles) {
        super(ProblemType.FORBIDDEN, detail);
        this.roles = roles.toArray(new String[0]);
    }

    @Override
    public Map<String, Object> members() {
        return roles.length == 0 ? Map.of() : Map.of("roles", List.of(roles));
    }
}
