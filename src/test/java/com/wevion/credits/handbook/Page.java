package com.wevion.credits.handbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the handbook with its fenced blocks, in order; a block of an answer belongs to the commands before it. */
record Page(Path path, String text, List<Block> blocks) {
    private static final Pattern FENCED = Pattern.compile("(?m)^((?:<!-- .+ -->\\n)*)```(.*)\\n((?s:.*?)\\n)??```$");
    private static final Pattern EXIT_STATUS = Pattern.compile("<!-- exit status: (\\d+) -->");
    private static final Pattern NOT_RUN = Pattern.compile("<!-- not run: (.+) -->");
    private static final List<String> ANSWERS = List.of("json", "text");

    /** README.md and all of docs/ and server-config/, by name. */
    static List<Page> all() {
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            return Stream.concat(Stream.of(Path.of("README.md"), Path.of("server-config/README.md")), docs.sorted())
                    .filter(path -> path.toString().endsWith(".md"))
                    .map(Page::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Page read(Path path) {
        try {
            String text = Files.readString(path);
            return new Page(path, text, blocks(path, text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Block> blocks(Path path, String text) {
        List<Block> blocks = new ArrayList<>();
        Matcher fenced = FENCED.matcher(text);
        int end = 0;
        while (fenced.find()) {
            Block block = block(path, text, fenced);
            Block last = blocks.isEmpty() ? null : blocks.get(blocks.size() - 1);
            boolean follows = text.substring(end, fenced.start()).isBlank();
            if (last != null && last.isShell() && follows && ANSWERS.contains(block.language())) {
                blocks.set(blocks.size() - 1, last.answeredBy(block));
            } else {
                blocks.add(block);
            }
            end = fenced.end();
        }
        return blocks;
    }

    private static Block block(Path path, String text, Matcher fenced) {
        String marks = fenced.group(1);
        Matcher status = EXIT_STATUS.matcher(marks);
        Matcher reason = NOT_RUN.matcher(marks);
        long line = text.substring(0, fenced.start(2)).lines().count();
        String content = fenced.group(3) == null ? "" : fenced.group(3).stripTrailing();
        return new Block(
                path + ":" + line,
                fenced.group(2),
                content,
                status.find() ? Integer.parseInt(status.group(1)) : 0,
                reason.find() ? reason.group(1) : null,
                null);
    }

    /** The blocks of commands that a reader runs as they are printed. */
    List<Block> run() {
        return blocks.stream()
                .filter(block -> block.isShell() && block.notRun() == null)
                .toList();
    }
}
