package com.wevion.credits.gateway;

import java.io.Serial;

/** A row of a gateway's log that cannot be taken, with the reason for people. */
final class GatewayRowRefused extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    GatewayRowRefused(String reason) {
        super(reason);
    }
}
