package com.wevion.credits.operations;

import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.embeddable.CommandResult;
import org.glassfish.embeddable.CommandRunner;
import org.glassfish.internal.api.Globals;

/** Commands to the server this runs in, as {@code asadmin} gives them; the same in Payara Micro and in Payara Server. */
final class ServerCommands {
    private static final Logger LOG = Logger.getLogger(ServerCommands.class.getName());

    private ServerCommands() {}

    /** @return the server's output; empty if it refused */
    static Optional<String> run(String command, String... arguments) {
        CommandResult result = Globals.get(CommandRunner.class).run(command, arguments);
        if (result.getExitStatus() == CommandResult.ExitStatus.FAILURE) {
            LOG.log(Level.FINE, "The server refuses {0}: {1}", new Object[] {command, String.valueOf(result.getOutput())
            });
            return Optional.empty();
        }
        return Optional.of(result.getOutput());
    }
}
