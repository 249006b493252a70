package com.wevion.credits.operations;

/** The answer to a probe or to the monitoring. */
record ManagementAnswer(int status, String mediaType, byte[] content) {}
