package com.wevion.credits.usage.settlement;

/** Tells a hold that was voided because its work was cancelled from one that was voided by a report of a failure. */
@FunctionalInterface
public interface Cancellation {
    /** Of work that the service never cancels, such as a chat message: whatever voided its hold was a report. */
    Cancellation NEVER = completion -> false;

    /** @param completion JSON text by which the hold was voided */
    boolean isIn(String completion);
}
