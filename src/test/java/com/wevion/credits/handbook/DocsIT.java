package com.wevion.credits.handbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.wevion.credits.dev.DataFolder;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The commands of README.md and docs/, run in bash as they are printed, and their answers compared with those that are printed. */
@WithService
class DocsIT {
    private static final Path FOLDER = Path.of("target/it/handbook");
    private static final List<String> PROGRAMS = List.of("bash", "curl", "openssl", "psql");

    private final LocalService service;

    DocsIT(LocalService service) {
        this.service = service;
    }

    @TestFactory
    Stream<DynamicTest> commandsWorkAsPrinted() {
        List<Page> pages =
                Page.all().stream().filter(page -> !page.run().isEmpty()).toList();
        assertThat(pages).hasSizeGreaterThan(4);
        return pages.stream().map(page -> dynamicTest(page.path().toString(), () -> walk(page)));
    }

    private void walk(Page page) throws Exception {
        for (String program : PROGRAMS) {
            assumeTrue(
                    Boolean.getBoolean("credits.test.shell.required") || isInstalled(program),
                    () -> program + " is not installed");
        }
        Path folder = FOLDER.resolve(page.path().toString().replaceAll("\\W", "-"));
        DataFolder.delete(folder.toAbsolutePath());
        Shell shell = new Shell(service, folder);
        for (Shell.Result result : shell.run(page.run())) {
            Block block = result.block();
            String expected = block.exitStatus() == 0 ? "" : "(" + block.exitStatus() + " .*\\n)*";
            assertThat(result.failures()).as(block.at() + " " + result).matches(expected);
            if (block.answer() != null) {
                String shape = shell.here(block.answer().text());
                assertThat(block.answer()
                                .with(shape)
                                .shape()
                                .matcher(result.output())
                                .matches())
                        .as("%s printed%n%s%nand not%n%s", block.at(), result.output(), shape)
                        .isTrue();
            }
        }
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    @TestFactory
    Stream<DynamicTest> statementsWorkAsPrinted() {
        return Page.all().stream()
                .flatMap(page -> page.blocks().stream())
                .filter(block -> block.language().equals("sql"))
                .map(block -> dynamicTest(block.at(), () -> execute(block.text())));
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(service.databaseUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
