package com.wevion.credits.chat;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/**
 * A chat message that is about to be answered.
 *
 * @param userId the member for whom a service acts; a person leaves it out or names itself
 * @param model null for the default rate
 * @param estimatedInputTokens the whole context (S6); null for the typical message's (D17)
 * @param maxOutputTokens the longest answer; null for the typical message's (D17)
 * @param conversationId the host's, kept for the history; null for none
 */
record MessageRequest(
        UUID userId,

        @Pattern(
                regexp = "[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}",
                message = "must be a model's name of up to 100 characters")
        String model,

        Long estimatedInputTokens,
        Long maxOutputTokens,
        @Size(min = 1, max = 200) String conversationId) {}
