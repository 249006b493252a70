package com.wevion.credits.approval;

import java.util.UUID;

/**
 * Another owner of a team.
 *
 * @param userId the next one
 */
public record OwnerChange(UUID userId) {}
