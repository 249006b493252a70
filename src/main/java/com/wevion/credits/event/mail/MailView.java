package com.wevion.credits.event.mail;

import com.wevion.credits.event.EventType;
import java.time.Instant;
import java.util.List;

/**
 * The mails of a member for a team.
 *
 * @param isOn false in a deployment that sends none
 * @param choices the types that the member may be told of
 * @param address null for a member who gets none
 * @param confirmedAt null until the reader has confirmed the address
 * @param refusedAt when a mail server refused the address for good; null if none did
 */
record MailView(
        boolean isOn,
        List<String> choices,
        String address,
        String language,
        List<String> types,
        Instant confirmedAt,
        Instant refusedAt) {
    static MailView none(boolean isOn, List<EventType> choices) {
        return new MailView(isOn, texts(choices), null, null, List.of(), null, null);
    }

    static MailView of(MailReceiver receiver, boolean isOn, List<EventType> choices) {
        return new MailView(
                isOn,
                texts(choices),
                receiver.address(),
                receiver.language(),
                texts(receiver.types()),
                receiver.confirmedAt(),
                receiver.refusedAt());
    }

    private static List<String> texts(List<EventType> types) {
        return types.stream().map(EventType::text).toList();
    }
}
