package io.orra.http;

import io.orra.identity.Caller;
import io.orra.identity.CurrentCaller;
import io.orra.problem.Problem;
import io.orra.problem.Refusal;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.commons.codec.digest.DigestUtils;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A POST with an {@code Idempotency-Key} has one effect: the same request again gets the first answer again, another
 * request under the same key is refused. Answers of 500 and above, 401 and 429 are not kept, so that a retry is tried.
 */
@Provider
@Priority(Priorities.AUTHENTICATION + 300)
public class IdempotencyFilter implements ContainerRequestFilter, ContainerResponseFilter, WriterInterceptor {

    private static final Logger LOG = Logger.getLogger(IdempotencyFilter.class.getName());
    private static final String HEADER = "Idempotency-Key";
    private static final String FORM = "[\\x21-\\x7e]{1,255}";
    private static final String CLAIM = IdempotencyFilter.class.getName();
    private static final int SERVER_ERROR = 500;
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;

    private record Claim(String place, String fingerprint) {}

    @Context
    private ResourceInfo resource;

    @Inject
    private CurrentCaller current;

    @Inject
    private Idempotency answers;

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        String key = request.getHeaderString(HEADER);
        Optional<Caller> caller = current.known();
        boolean asked = key != null && caller.isPresent() && HttpMethod.POST.equals(request.getMethod());
        if (!asked || resource.getResourceMethod().isAnnotationPresent(OwnIdempotency.class)) {
            return;
        }
        if (!key.matches(FORM)) {
            throw Refusal.invalid("invalid-idempotency-key", "Idempotency-Key takes 1 to 255 printable characters");
        }
        byte[] body = request.getEntityStream().readAllBytes();
        request.setEntityStream(new ByteArrayInputStream(body));
        String fingerprint = DigestUtils.sha256Hex(
                request.getUriInfo().getRequestUri().getRawPath() + "\n" + DigestUtils.sha256Hex(body));
        Claim claim = new Claim(answers.place(caller.get(), DigestUtils.sha256Hex(key)), fingerprint);
        Optional<Idempotency.Known> known = answers.claim(claim.place(), fingerprint);
        if (known.isEmpty()) {
            request.setProperty(CLAIM, claim);
        } else {
            request.abortWith(again(known.get(), fingerprint));
        }
    }

    private static Response again(Idempotency.Known known, String fingerprint) {
        if (!known.fingerprint().equals(fingerprint)) {
            throw new Refusal(422, "idempotency-key-reused", "This Idempotency-Key belongs to another request");
        }
        if (!known.answered()) {
            throw Refusal.conflict("idempotency-key-in-use", "The first request with this key is being answered");
        }
        Response.ResponseBuilder answer = Response.status(known.status()).header("Idempotency-Replayed", "true");
        return known.body().isEmpty()
                ? answer.build()
                : answer.type(known.mediaType()).entity(known.body()).build();
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!(request.getProperty(CLAIM) instanceof Claim claim)) {
            return;
        }
        int status = response.getStatus();
        if (status >= SERVER_ERROR || status == UNAUTHORIZED || status == TOO_MANY) {
            request.removeProperty(CLAIM);
            attempt(() -> answers.release(claim.place()));
        } else if (!response.hasEntity()) {
            request.removeProperty(CLAIM);
            attempt(() -> answers.keep(claim.place(), new Idempotency.Known(claim.fingerprint(), status, "", "")));
        } else {
            request.setProperty(CLAIM + ".status", status);
        }
    }

    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
        if (!(context.getProperty(CLAIM) instanceof Claim claim)) {
            context.proceed();
            return;
        }
        OutputStream client = context.getOutputStream();
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        context.setOutputStream(copy);
        context.proceed();
        int status = (int) context.getProperty(CLAIM + ".status");
        String type = context.getMediaType() == null
                ? Problem.MEDIA_TYPE
                : context.getMediaType().toString();
        attempt(() -> answers.keep(
                claim.place(),
                new Idempotency.Known(claim.fingerprint(), status, type, copy.toString(StandardCharsets.UTF_8))));
        client.write(copy.toByteArray());
        context.setOutputStream(client);
    }

    private static void attempt(Runnable action) {
        try {
            action.run();
        } catch (JedisException away) {
            LOG.log(Level.WARNING, "an answer could not be kept for its idempotency key");
        }
    }
}
