package com.wevion.credits.chat;

import com.wevion.credits.catalog.ChatTerms;
import com.wevion.credits.ledger.book.AdmittedWork;
import com.wevion.credits.platform.json.Json;

/** The terms that a message's hold keeps: the pinned price (D9) and the conversation it belongs to. */
record MessageTerms(ChatTerms price, String conversationId) {
    static MessageTerms of(AdmittedWork message) {
        return Json.stored(message.terms(), MessageTerms.class);
    }
}
