package com.wevion.credits.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A run of {@code server-config/postgresql/rehearse-restore.sh}.
 *
 * @param status its exit status
 * @param output all that it said
 */
public record Rehearsal(int status, String output) {
    private static final Path SCRIPT = Path.of("server-config/postgresql/rehearse-restore.sh");
    private static final int TIMEOUT_SECONDS = 180;

    /**
     * Runs it to its end.
     *
     * @param folder for the copy and the output
     * @param environment further variables
     * @param arguments of the script
     */
    public static Rehearsal run(Path folder, Map<String, String> environment, String... arguments) {
        try {
            Files.createDirectories(folder);
            Path output = folder.resolve("rehearsal.log");
            List<String> command = new java.util.ArrayList<>(List.of(SCRIPT.toString()));
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(InstalledPostgres.asItsUser(command))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            Map<String, String> variables = new HashMap<>(environment);
            variables.put("PG_BIN", InstalledPostgres.programs().toString());
            variables.put("CREDITS_RESTORE_FOLDER", folder.toAbsolutePath().toString());
            builder.environment().putAll(variables);
            Process process = builder.start();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroy();
                throw new StartFailure("The rehearsal does not end: " + Command.tail(output, 20));
            }
            return new Rehearsal(process.exitValue(), Files.readString(output));
        } catch (IOException e) {
            throw new StartFailure("The rehearsal does not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Interrupted", e);
        }
    }
}
