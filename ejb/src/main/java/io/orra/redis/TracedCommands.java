package io.orra.redis;

import io.opentelemetry.api.trace.SpanKind;
import io.orra.tracing.Traces;
import java.nio.charset.StandardCharsets;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.executors.CommandExecutor;
import redis.clients.jedis.executors.DefaultCommandExecutor;
import redis.clients.jedis.providers.ConnectionProvider;

/** A span for each command of what is traced, by its name alone: arguments hold access tokens. */
final class TracedCommands implements CommandExecutor {

    private final CommandExecutor commands;

    TracedCommands(ConnectionProvider connections) {
        commands = new DefaultCommandExecutor(connections);
    }

    @Override
    public <T> T executeCommand(CommandObject<T> command) {
        if (!Traces.within()) {
            return commands.executeCommand(command);
        }
        String name = new String(command.getArguments().getCommand().getRaw(), StandardCharsets.US_ASCII);
        return Traces.call(
                Traces.begin(name, SpanKind.CLIENT).setAttribute("db.system.name", "redis"),
                () -> commands.executeCommand(command));
    }

    @Override
    public void close() throws Exception {
        commands.close();
    }
}
