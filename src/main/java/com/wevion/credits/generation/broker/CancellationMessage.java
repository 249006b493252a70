package com.wevion.credits.generation.broker;

import java.time.Instant;
import java.util.UUID;

/**
 * The request to all workers to give up a job; the worker that has it reports how it ended.
 *
 * @param requestedAt the time of the first request
 */
public record CancellationMessage(UUID jobId, UUID teamId, Instant requestedAt) {}
