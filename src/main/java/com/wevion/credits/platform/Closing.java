package com.wevion.credits.platform;

/** An event: the server stops. What never ends by itself, such as a stream, ends now and asks its clients to come again. */
public record Closing() {}
