package com.wevion.credits.event.mail;

import java.util.List;
import java.util.UUID;

/**
 * A mail to an address, as a server has claimed it.
 *
 * @param id the same when it is sent again
 * @param address in small letters
 * @param attempt from 1
 * @param toConfirm those whose address it asks to confirm; it tells no events then
 * @param told the events that it tells
 */
record Mail(UUID id, String address, int attempt, List<MailReceiver> toConfirm, List<ToldEvent> told) {
    /** True if there is nothing to be sent any more. */
    boolean isEmpty() {
        return toConfirm.isEmpty() && told.isEmpty();
    }

    /** One of its receivers, who stands for its reader. */
    MailReceiver reader() {
        return toConfirm.isEmpty() ? told.get(0).receiver() : toConfirm.get(0);
    }
}
