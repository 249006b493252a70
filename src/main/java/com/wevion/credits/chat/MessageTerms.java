package com.wevion.credits.chat;

import com.wevion.credits.catalog.ChatTerms;
import com.wevion.credits.ledger.book.AdmittedWork;
import com.wevion.credits.platform.json.Json;

/** What a message's hold keeps as its terms: the pinned price (D9) and the conversation it belongs to. */
record MessageTerms(ChatTerms price, String conversationId) {
    static MessageTerms of(AdmittedWork message) {
        return Json.stored(message.terms(), MessageTerms.class);
    }
}
