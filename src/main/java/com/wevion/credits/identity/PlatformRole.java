package com.wevion.credits.identity;

import com.wevion.credits.platform.access.Party;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A role that an issuer grants, above the roles that people have in teams. */
public enum PlatformRole {
    /** A part of the host platform, which may act for members and reports how work ended. */
    SERVICE,
    /** An operator of the whole platform. */
    SUPER_ADMIN;

    /** Each by its own name. */
    static final Map<String, PlatformRole> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Enum::name, Function.identity()));

    /** The column of the role in the table of actions. */
    Party party() {
        return Party.valueOf(name());
    }
}
