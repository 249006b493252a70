package com.wevion.credits.architecture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code docs/settings.md}: the list of settings as tables, with the comment above each setting as its meaning and unit. */
final class SettingsPage {
    static final Path PATH = Path.of("docs/settings.md");
    static final String HOW_TO_WRITE = "mvn test -Dtest=SettingsTest -Dsettings.write=true";

    private static final String HEAD = """
            # Settings

            <!-- Generated from server-config/settings.properties by `%s` -->

            Set a setting by its environment variable, as in `CREDITS_HTTP_PORT=9090`, or by a Java system property, as in
            `-Dcredits.http.port=9090`, which wins. The variable is the setting's name in capital letters, with `_` for each dot. The
            unit is the last word of most names, and is in the meaning of all.
            """.formatted(HOW_TO_WRITE);

    private static final String SECTION = "# ---- ";

    private final StringBuilder page = new StringBuilder(HEAD);
    private final List<String> comment = new ArrayList<>();
    private final List<String> withoutMeaning = new ArrayList<>();

    private SettingsPage() {}

    /** Reads the list. */
    static SettingsPage of(Source list) {
        SettingsPage page = new SettingsPage();
        list.lines().forEach(page::add);
        return page;
    }

    private void add(String line) {
        if (line.startsWith(SECTION)) {
            String title = line.substring(SECTION.length()).replaceAll(" -+$", "");
            page.append("\n## ").append(title).append("\n\n| setting | default | meaning |\n|---|---|---|\n");
        } else if (line.startsWith("# ")) {
            comment.add(line.substring(2));
        } else if (line.isBlank()) {
            comment.clear(); // what the file says of itself
        } else {
            addSetting(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
    }

    private void addSetting(String name, String value) {
        if (comment.isEmpty()) {
            withoutMeaning.add(name);
        }
        String meaning = String.join(" ", comment).replace("<", "&lt;").replace("|", "\\|");
        comment.clear();
        page.append("| `")
                .append(name)
                .append("` | ")
                .append(value.isEmpty() ? "" : "`" + value + "`")
                .append(" | ")
                .append(meaning)
                .append(" |\n");
    }

    /** Settings without a comment. */
    List<String> withoutMeaning() {
        return withoutMeaning;
    }

    String text() {
        return page.toString();
    }
}
