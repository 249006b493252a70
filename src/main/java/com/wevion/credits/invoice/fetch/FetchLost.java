package com.wevion.credits.invoice.fetch;

/** Tells that another server has taken over, as this one gave no sign of life. */
final class FetchLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FetchLost() {
        super("Another server fetches by now");
    }
}
