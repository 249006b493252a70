package com.wevion.credits.generation.broker;

import java.nio.charset.StandardCharsets;

/**
 * A message that failed for good.
 *
 * @param messageId the broker's
 * @param queue the queue it came from
 * @param text its body; null if it has no text
 */
public record FailedMessage(String messageId, String queue, String text, String reason) {

    /** The body as the database can keep it: no longer than that, without NUL, without halves of characters. */
    String bodyUpTo(int characters) {
        if (text == null) {
            return "";
        }
        String start = text.length() <= characters ? text : text.substring(0, characters);
        String sound = new String(start.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return sound.replace('\0', '\uFFFD');
    }
}
