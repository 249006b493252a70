package com.wevion.credits.platform;

/** Text from outside made fit for a log: one line, nothing that moves a terminal's cursor, no forged further line. */
public final class OneLine {
    private static final int LONGEST = 500;

    private OneLine() {}

    /** The text with control and format characters as {@code \\uXXXX}, cut after 500 characters. */
    public static String of(String text) {
        if (text == null) {
            return "null";
        }
        StringBuilder line = new StringBuilder();
        text.chars().limit(LONGEST).forEach(c -> {
            if (isPlain((char) c)) {
                line.append((char) c);
            } else {
                line.append(String.format("\\u%04x", c));
            }
        });
        return text.length() > LONGEST ? line + "…" : line.toString();
    }

    private static boolean isPlain(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
