package com.wevion.credits.identity;

/** What an issuer may make of somebody, above the roles that people have in teams. */
public enum PlatformRole {
    /** A part of the host platform, which may act for members and tells how work ended. */
    SERVICE,
    /** An operator of the whole platform. */
    SUPER_ADMIN
}
