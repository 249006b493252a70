package com.wevion.credits.operations;

/** What is answered to a probe or to the monitoring. */
record Answer(int status, String mediaType, byte[] content) {}
