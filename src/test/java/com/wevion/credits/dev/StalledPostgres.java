package com.wevion.credits.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The embedded PostgreSQL of a service, stopped as a frozen machine would be: it closes nothing and answers nothing, until this is closed. */
public final class StalledPostgres implements AutoCloseable {
    private static final int TIMEOUT_SECONDS = 10;

    private final Path output;
    private final List<Long> stopped;

    /** SIGSTOP to all its processes. */
    public StalledPostgres(LocalService service) {
        Path folder = service.settings().dataFolder();
        output = folder.resolve("stalled.log");
        try {
            long postmaster = Long.parseLong(Files.readAllLines(folder.resolve("postgres/postmaster.pid"))
                    .get(0)
                    .trim());
            signal("STOP", List.of(postmaster)); // before its children, of which there are no further ones then
            List<Long> children = ProcessHandle.of(postmaster).stream()
                    .flatMap(ProcessHandle::children)
                    .map(ProcessHandle::pid)
                    .toList();
            signal("STOP", children);
            stopped = Stream.concat(children.stream(), Stream.of(postmaster)).toList();
        } catch (IOException e) {
            throw new StartFailure("PostgreSQL does not run", e);
        }
    }

    private void signal(String signal, List<Long> processes) {
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
        processes.forEach(process -> command.add(Long.toString(process)));
        Command.run(command, output, TIMEOUT_SECONDS);
    }

    /** SIGCONT to all that were stopped. */
    @Override
    public void close() {
        signal("CONT", stopped);
    }
}
