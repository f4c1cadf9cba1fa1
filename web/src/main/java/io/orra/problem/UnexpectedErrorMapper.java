package io.orra.problem;

import jakarta.jms.JMSRuntimeException;
import jakarta.json.JsonException;
import jakarta.json.bind.JsonbException;
import jakarta.persistence.OptimisticLockException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Everything else. A body that is not the JSON asked for is the client's fault (400), a service that is away is
 * nobody's (503), the rest is ours (500): logged by its correlation id, its text never shown.
 */
@Provider
public class UnexpectedErrorMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = Logger.getLogger(UnexpectedErrorMapper.class.getName());

    private static final Set<String> CONCURRENT = Set.of("23505", "40001", "40P01");

    @Context
    private HttpServletRequest request;

    @Override
    public Response toResponse(Throwable error) {
        String id = CorrelationId.of(request);
        Optional<Problem> unread = BodyLimit.refusal(request, id);
        if (unread.isPresent()) {
            return unread.get().response();
        }
        if (causedBy(error, JsonbException.class) || causedBy(error, JsonException.class)) {
            return new Problem(400, "malformed-body", "The body is not the JSON that this address takes", id)
                    .response();
        }
        if (causes(error).anyMatch(UnexpectedErrorMapper::concurrent)) {
            boolean conditional = request.getHeader("If-Match") != null;
            return conditional
                    ? new Problem(412, "precondition-failed", "It was changed meanwhile; read it again", id).response()
                    : new Problem(409, "concurrent-change", "It was changed at the same time; try again", id)
                            .response();
        }
        if (causes(error).anyMatch(UnexpectedErrorMapper::serviceAway)) {
            LOG.log(Level.WARNING, "request {0}: a service did not answer ({1})", new Object[] {id, kinds(error)});
            return new Problem(503, "unavailable", "The service is not available now, try again", id).response();
        }
        LOG.log(Level.SEVERE, "request {0} failed ({1})", new Object[] {id, kinds(error)});
        return new Problem(500, "internal", "Something went wrong on our side", id).response();
    }

    private static boolean causedBy(Throwable error, Class<? extends Throwable> kind) {
        return causes(error).anyMatch(kind::isInstance);
    }

    /** Two changes met: by version, by a unique key (23505), by serialization or a deadlock (40001, 40P01). */
    private static boolean concurrent(Throwable error) {
        return error instanceof OptimisticLockException
                || error instanceof SQLException sql && CONCURRENT.contains(String.valueOf(sql.getSQLState()));
    }

    /** No connection (SQL state 08…), a server that stops (57P…), a pool without connections (none), Redis, Artemis. */
    private static boolean serviceAway(Throwable error) {
        if (error instanceof SQLException sql) {
            String state = sql.getSQLState();
            return state == null || state.startsWith("08") || state.startsWith("57P");
        }
        return error instanceof JedisConnectionException || error instanceof JMSRuntimeException;
    }

    /** The classes of the exception and its causes with where the innermost rose, since messages may hold values. */
    private static String kinds(Throwable error) {
        return String.join(
                " < ",
                causes(error)
                        .map(cause -> cause.getClass().getName()
                                + (cause.getStackTrace().length == 0 ? "" : " at " + cause.getStackTrace()[0]))
                        .toList());
    }

    private static Stream<Throwable> causes(Throwable error) {
        return Stream.iterate(error, java.util.Objects::nonNull, Throwable::getCause)
                .limit(8);
    }
}
