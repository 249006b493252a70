package com.wevion.credits.platform;

/** An event: the server stops. What goes on without end, such as streams, ends now and asks its clients to come again. */
public record Closing() {}
