package com.wevion.credits.invoice.format.pack;

/** The name of a file in a zip, which is shown to people and never becomes a path. */
final class EntryName {
    private static final int LONGEST = 100;

    private EntryName() {}

    /** The end of the name, in one line. */
    static String shown(String name) {
        String line = name.replaceAll("\\p{Cntrl}|\\p{Cs}", "\uFFFD");
        return line.length() <= LONGEST ? line : "…" + line.substring(line.length() - LONGEST);
    }

    /** True for what the makers of archives add for themselves. */
    static boolean isNoPart(String name) {
        String base = name.substring(name.lastIndexOf('/') + 1);
        return base.isEmpty() || base.startsWith(".") || base.equals("_SUCCESS");
    }
}
