package com.wevion.credits.handbook;

import java.util.regex.Pattern;

/**
 * A fenced block of a page.
 *
 * @param at {@code file:line} of its fence
 * @param language the word after the fence; {@code sh} is run
 * @param exitStatus the status with which its commands may end besides 0, as the page sets it by {@code <!-- exit status: 28 -->}
 * @param notRun the reason why it is not run, as the page gives it by {@code <!-- not run: why -->}; null if it is
 * @param answer the answer that the page prints, the block that follows at once; null if it prints none
 */
record Block(String at, String language, String text, int exitStatus, String notRun, Block answer) {
    private static final String ANYTHING = "…";

    boolean isShell() {
        return language.equals("sh");
    }

    Block answeredBy(Block next) {
        return new Block(at, language, text, exitStatus, notRun, next);
    }

    Block with(String otherText) {
        return new Block(at, language, otherText, exitStatus, notRun, answer);
    }

    /** Matches what this answer stands for: … stands for any text, and JSON may be broken into lines. */
    Pattern shape() {
        String[] pieces = (language.equals("json") ? joined(text) : text).split(ANYTHING, -1);
        StringBuilder shape = new StringBuilder();
        for (String piece : pieces) {
            shape.append(shape.isEmpty() ? "" : ".*?").append(Pattern.quote(piece));
        }
        return Pattern.compile(shape + "\\s*", Pattern.DOTALL);
    }

    private static String joined(String json) {
        return json.replaceAll("\\n *", "");
    }
}
