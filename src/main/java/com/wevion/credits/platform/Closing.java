package com.wevion.credits.platform;

/** An event: the server stops. Endless work such as streams ends now and asks its clients to reconnect. */
public record Closing() {}
