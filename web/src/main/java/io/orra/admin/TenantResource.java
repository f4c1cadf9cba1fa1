package io.orra.admin;

import io.orra.http.EntityTags;
import io.orra.http.Page;
import io.orra.identity.AllowedTo;
import io.orra.identity.CurrentCaller;
import io.orra.identity.Roles;
import io.orra.problem.InvalidFields;
import io.orra.tenancy.TenantView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** All tenants. */
@ApplicationScoped
@Path("/admin/tenants")
@AllowedTo(Roles.SUPER_ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Admin")
public class TenantResource {

    private static final String PRINTABLE = "[^\\x00-\\x1f\\x7f]*";

    @Schema(description = "A new tenant, before its organization's webhook tells of it")
    public record NewTenant(
            @NotNull @Size(min = 1, max = 255) @Pattern(regexp = "[A-Za-z0-9_-]*") @Schema(example = "org_2abc")
            String clerkOrgId,

            @NotNull @Size(min = 1, max = 255) @Pattern(regexp = PRINTABLE) @Schema(example = "Alpha Capital")
            String name) {}

    @Schema(description = "What is left out stays as it is")
    public record TenantChange(
            @Size(min = 1, max = 255) @Pattern(regexp = PRINTABLE) @Schema(nullable = true, example = "Alpha Capital")
            String name,

            @Schema(nullable = true, description = "True leaves the tenant nothing but reading")
            Boolean suspended) {}

    @Schema(name = "Tenant", description = "A tenant as operators see it")
    public record TenantBody(
            @Schema(required = true) UUID tenantId,
            @Schema(required = true) String clerkOrgId,
            @Schema(required = true) String name,
            @Schema(required = true) String subscriptionTier,
            @Schema(required = true) boolean isActive,

            @Schema(
                    required = true,
                    enumeration = {"active", "inactive", "suspended", "removed"})
            String state,

            @Schema(required = true) Instant createdAt,
            @Schema(required = true) Instant updatedAt) {}

    @Schema(description = "A page of tenants, oldest first")
    public record TenantPage(
            @Schema(required = true) List<TenantBody> tenants,

            @Schema(required = true, nullable = true, description = "For the next page; null on the last")
            String nextCursor) {}

    @Schema(description = "An active tenant and its session at the broker")
    public record ActiveTenant(
            @Schema(required = true) UUID tenantId,
            @Schema(required = true) String clerkOrgId,
            @Schema(required = true) String subscriptionTier,
            @Schema(required = true) boolean connected,

            @Schema(required = true, nullable = true, description = "Until the session ends")
            Long tokenTtlSeconds) {}

    @Inject
    private CurrentCaller caller;

    @Inject
    private TenantAdministration tenants;

    @Inject
    private ActiveTenants activeTenants;

    @Inject
    private EntityTags tags;

    @GET
    @Operation(
            operationId = "listTenants",
            summary = "List tenants",
            description = "Oldest first, removed ones included.")
    public TenantPage list(
            @BeanParam TenantQuery query,
            @QueryParam("active")
                    @Parameter(
                            description = "Active or inactive ones only",
                            schema = @Schema(type = SchemaType.BOOLEAN))
                    String active) {
        if (active != null && !active.matches("true|false")) {
            throw InvalidFields.of("active", "boolean", "true or false");
        }
        List<TenantView> found = tenants.list(query.search(active == null ? null : Boolean.valueOf(active)));
        return new TenantPage(found.stream().map(TenantResource::body).toList(), next(found, query.size()));
    }

    @GET
    @Path("/active")
    @Operation(
            operationId = "listActiveTenants",
            summary = "List active tenants with their sessions",
            description = "Oldest first. The Link header names the next page.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = ActiveTenant.class)))
    public Response active(@BeanParam TenantQuery query, @Context UriInfo uri) {
        List<ActiveTenants.Connected> page = activeTenants.page(query.search(true));
        List<ActiveTenant> body = page.stream()
                .map(one -> new ActiveTenant(
                        one.tenant().id(),
                        one.tenant().clerkOrgId(),
                        one.tenant().subscriptionTier(),
                        one.connected(),
                        one.tokenSeconds()))
                .toList();
        Response.ResponseBuilder answer = Response.ok(body);
        String next = next(page.stream().map(ActiveTenants.Connected::tenant).toList(), query.size());
        if (next != null) {
            answer.link(
                    uri.getRequestUriBuilder().replaceQueryParam("cursor", next).build(), "next");
        }
        return answer.build();
    }

    @GET
    @Path("/{tenant_id}")
    @Operation(operationId = "getTenant", summary = "Read a tenant", description = "Also one that was removed.")
    public TenantBody get(@PathParam("tenant_id") UUID id) {
        return tagged(tenants.get(id));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createTenant",
            summary = "Make a tenant",
            description = "For an organization whose webhook did not come or is not to be waited for.")
    @APIResponse(
            responseCode = "201",
            description = "Made",
            content = @Content(schema = @Schema(implementation = TenantBody.class)))
    public Response create(@NotNull @Valid NewTenant request, @Context UriInfo uri) {
        TenantBody made = tagged(tenants.create(caller.get(), request.clerkOrgId(), request.name()));
        return Response.created(uri.getAbsolutePathBuilder()
                        .path(made.tenantId().toString())
                        .build())
                .entity(made)
                .build();
    }

    @PATCH
    @Path("/{tenant_id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changeTenant",
            summary = "Rename, suspend or resume a tenant",
            description = "Suspension ends sessions and streams and leaves the tenant nothing but reading.")
    public TenantBody change(@PathParam("tenant_id") UUID id, @NotNull @Valid TenantChange request) {
        return tagged(tenants.change(caller.get(), id, request.name(), request.suspended(), tags.precondition()));
    }

    @DELETE
    @Path("/{tenant_id}")
    @Operation(
            operationId = "removeTenant",
            summary = "Remove a tenant",
            description = "For good: sessions end, credentials are erased. The audit trail stays.")
    public void remove(@PathParam("tenant_id") UUID id) {
        tenants.remove(caller.get(), id, tags.precondition());
    }

    private TenantBody tagged(TenantView tenant) {
        tags.answer(tenant.version());
        return body(tenant);
    }

    private static String next(List<TenantView> page, int size) {
        if (page.size() < size) {
            return null;
        }
        TenantView last = page.get(page.size() - 1);
        return new Page.Cursor(last.createdAt(), last.id()).text();
    }

    private static TenantBody body(TenantView tenant) {
        return new TenantBody(
                tenant.id(),
                tenant.clerkOrgId(),
                tenant.name(),
                tenant.subscriptionTier(),
                tenant.active(),
                tenant.state(),
                tenant.createdAt(),
                tenant.updatedAt());
    }
}
