package io.orra.redis;

import io.opentelemetry.api.trace.SpanKind;
import io.orra.tracing.Traces;
import java.nio.charset.StandardCharsets;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.executors.CommandExecutor;
import redis.clients.jedis.executors.DefaultCommandExecutor;
import redis.clients.jedis.providers.PooledConnectionProvider;

/**
 * A span for each command of what is traced, by its name alone: arguments hold access tokens. One broken connection
 * empties the pool: after a restart of Redis all that idle there are broken, and each would fail one more command.
 */
final class TracedCommands implements CommandExecutor {

    private final PooledConnectionProvider connections;
    private final CommandExecutor commands;

    TracedCommands(PooledConnectionProvider connections) {
        this.connections = connections;
        commands = new DefaultCommandExecutor(connections);
    }

    @Override
    public <T> T executeCommand(CommandObject<T> command) {
        if (!Traces.within()) {
            return execute(command);
        }
        String name = new String(command.getArguments().getCommand().getRaw(), StandardCharsets.US_ASCII);
        return Traces.call(
                Traces.begin(name, SpanKind.CLIENT).setAttribute("db.system.name", "redis"), () -> execute(command));
    }

    private <T> T execute(CommandObject<T> command) {
        try {
            return commands.executeCommand(command);
        } catch (JedisConnectionException broken) {
            connections.getPool().clear();
            throw broken;
        }
    }

    @Override
    public void close() throws Exception {
        commands.close();
    }
}
