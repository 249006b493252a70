package com.wevion.credits.dev;

import java.io.PrintStream;

/** Tells whoever waits before a terminal what is being done, and since when; silent unless somebody asked for it. */
final class StartProgress {
    private static PrintStream out;
    private static long began;

    private StartProgress() {}

    /** Says so from now on. */
    static synchronized void to(PrintStream terminal) {
        out = terminal;
        began = System.nanoTime();
    }

    /** One line. */
    static synchronized void say(String doing) {
        if (out != null) {
            out.printf("%6.1f s  %s%n", (System.nanoTime() - began) / 1e9, doing);
        }
    }
}
