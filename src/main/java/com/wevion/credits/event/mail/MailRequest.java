package com.wevion.credits.event.mail;

import com.wevion.credits.event.EventType;
import com.wevion.credits.platform.Invalid;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The events that a member wants to be told of, where, and in which language.
 *
 * @param address of one mailbox
 * @param language as in {@code en}
 */
record MailRequest(
        @NotNull @Size(max = 254) String address,
        @NotNull String language,
        @NotEmpty List<@NotNull String> types) {
    /**
     * The address without a name beside it.
     *
     * @throws Invalid if it is none
     */
    String checkedAddress() {
        try {
            InternetAddress parsed = new InternetAddress(address, true);
            if (parsed.getAddress().equals(address) && address.indexOf('@') > 0 && !parsed.isGroup()) {
                return address;
            }
        } catch (AddressException e) {
            throw new Invalid("address", "is no address of a mailbox");
        }
        throw new Invalid("address", "is no address of a mailbox");
    }

    /** @throws Invalid for one that mails are not written in */
    String checkedLanguage() {
        if (!MailSettings.LANGUAGES.contains(language)) {
            throw new Invalid("language", "must be of " + String.join(", ", MailSettings.LANGUAGES));
        }
        return language;
    }

    /**
     * The types, each once.
     *
     * @param choices those that the member may be told of
     * @throws Invalid for another one
     */
    List<EventType> checkedTypes(List<EventType> choices) {
        return types.stream()
                .map(text -> EventType.of(text)
                        .filter(choices::contains)
                        .orElseThrow(() -> new Invalid(
                                "types",
                                "must be of "
                                        + choices.stream().map(EventType::text).collect(Collectors.joining(", ")))))
                .distinct()
                .sorted()
                .toList();
    }
}
