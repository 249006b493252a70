package com.wevion.credits.dev.stripe;

/** A call of an endpoint: the id in its path, null if the path has none, and its parameters. */
record Call(String id, FormParameters parameters) {}
