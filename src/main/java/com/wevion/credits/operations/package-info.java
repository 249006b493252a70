/**
 * How the service is run: whether it is ready, what it measures and what stands still, on a port of its own and with threads of its
 * own; and how it stops: the load balancer is told first, then what runs ends, then the listener is closed. What waits where is here
 * too ({@link com.wevion.credits.operations.QueuesResource}). Nothing depends on this package.
 */
package com.wevion.credits.operations;
