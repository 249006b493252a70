/**
 * Operation of the service: readiness, metrics and what stands still, on a port of its own and with threads of its
 * own; and the orderly stop: the load balancer is told first, then what runs ends, then the listener is closed. The operators' queues are here
 * too ({@link com.wevion.credits.operations.QueuesResource}). Nothing depends on this package.
 */
package com.wevion.credits.operations;
