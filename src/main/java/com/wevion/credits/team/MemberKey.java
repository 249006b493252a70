package com.wevion.credits.team;

import java.io.Serial;
import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;

/** The primary key of a {@link Member}, in the form JPA wants. */
public class MemberKey implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private UUID teamId;
    private UUID userId;

    /** For JPA only. */
    protected MemberKey() {}

    MemberKey(UUID teamId, UUID userId) {
        this.teamId = teamId;
        this.userId = userId;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MemberKey key && key.teamId.equals(teamId) && key.userId.equals(userId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(teamId, userId);
    }
}
