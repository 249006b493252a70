package com.wevion.credits.trail;

import java.util.UUID;

/** A personal value that a line of the audit log has. */
public record KeptValue(UUID lineId, String value) {}
