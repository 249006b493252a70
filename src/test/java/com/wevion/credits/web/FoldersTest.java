package com.wevion.credits.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.annotation.WebServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FoldersTest {
    private static final Path PAGES = Path.of("src/main/webapp");

    @Test
    void leadToEveryFolderThatIsServed() throws IOException {
        try (Stream<Path> all = Files.walk(PAGES)) {
            assertThat(Folders.class.getAnnotation(WebServlet.class).value())
                    .containsExactlyInAnyOrderElementsOf(all.filter(Files::isDirectory)
                            .filter(folder -> !folder.equals(PAGES) && !folder.startsWith(PAGES.resolve("WEB-INF")))
                            .map(folder -> "/" + PAGES.relativize(folder))
                            .toList());
        }
    }
}
