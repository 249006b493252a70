package com.wevion.credits.generation.broker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wevion.credits.catalog.Service;
import java.time.Instant;
import java.util.UUID;

/**
 * The order for a worker.
 *
 * @param quantity in the rate's natural unit
 * @param deadline the time after which a completion is too late (D8)
 */
public record JobMessage(
        UUID jobId,
        UUID teamId,
        UUID userId,
        Service service,
        String engine,
        long quantity,
        ObjectNode parameters,
        Instant deadline) {}
