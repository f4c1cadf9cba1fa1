package io.orra.audit;

import io.orra.identity.Caller;
import io.orra.identity.CurrentCaller;
import io.orra.problem.Problem;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Writes an entry for what was refused: every 401, 403 and 429, and every change that was not made. */
@Provider
@Priority(Priorities.USER + 500)
public class RefusalAudit implements ContainerResponseFilter {

    private static final Logger LOG = Logger.getLogger(RefusalAudit.class.getName());
    private static final Set<Integer> ALWAYS = Set.of(401, 403, 429);
    private static final Set<Integer> OF_CHANGES = Set.of(400, 409, 412, 413, 422);
    private static final Set<String> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @Inject
    private CurrentCaller current;

    @Inject
    private Audit audit;

    @Inject
    private RefusalBudget budget;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        int status = response.getStatus();
        boolean change = !READS.contains(request.getMethod());
        if (response.getEntity() instanceof Problem problem
                && (ALWAYS.contains(status) || change && OF_CHANGES.contains(status))) {
            write(request, problem);
        }
    }

    private void write(ContainerRequestContext request, Problem problem) {
        Caller caller = current.known().orElse(null);
        String target =
                request.getMethod() + " " + request.getUriInfo().getRequestUri().getRawPath();
        RefusalBudget.Ticket ticket = budget.take(
                caller == null ? "" : caller.tenantId() + " " + caller.userId(), target + " " + problem.type());
        if (!ticket.granted()) {
            return;
        }
        Map<String, String> details =
                ticket.unwritten() == 0 ? Map.of() : Map.of("not_written_before", Long.toString(ticket.unwritten()));
        try {
            audit.refused(caller, "request", target, problem.type(), details);
        } catch (RuntimeException away) {
            LOG.log(
                    Level.WARNING,
                    "a refusal could not be audited ({0})",
                    away.getClass().getName());
        }
    }
}
