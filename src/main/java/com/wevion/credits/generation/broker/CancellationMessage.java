package com.wevion.credits.generation.broker;

import java.time.Instant;
import java.util.UUID;

/**
 * What all workers are told of a job that is to be given up; whoever has it reports how it ended.
 *
 * @param requestedAt when that was first asked for
 */
public record CancellationMessage(UUID jobId, UUID teamId, Instant requestedAt) {}
