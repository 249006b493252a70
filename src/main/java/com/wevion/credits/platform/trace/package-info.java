/**
 * Traces: which pieces of work one request led to, with their times, in the W3C's format, exported by OpenTelemetry's protocol where a
 * collector is set up.
 */
package com.wevion.credits.platform.trace;
