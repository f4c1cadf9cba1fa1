package io.orra.openapi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.tags.Tag;

/**
 * Adds to the generated document what holds for every operation alike: errors, headers and security. Runs when the
 * document is generated, not in the server.
 */
public class ContractFilter implements OASFilter {

    private static final String BEARER = "bearer";
    /** Operations that answer with an entity tag, and take one where they change. */
    private static final Set<String> TAGGED = Set.of(
            "linkKiteCredentials",
            "getKiteCredentialStatus",
            "eraseKiteCredentials",
            "getTradingProfile",
            "setTradingProfile",
            "switchTrading",
            "getNotificationPreferences",
            "setNotificationPreferences",
            "getDefaultNotificationPreferences",
            "setDefaultNotificationPreferences",
            "setTier",
            "setStrategyType",
            "setMarketDay",
            "getInstruments",
            "setInstruments",
            "forgetInstruments",
            "getTenant",
            "createTenant",
            "changeTenant",
            "removeTenant");
    /** Name their If-Match themselves. */
    private static final Set<String> VERSIONED = Set.of("changeStrategy", "removeStrategy");

    /** Operations on something that may not be there. */
    private static final Set<String> MAY_MISS = Set.of(
            "eraseKiteCredentials",
            "checkKiteConnection",
            "getKiteLogin",
            "listTenantLogins",
            "clearTenantLogin",
            "getLoginScreenshot",
            "forgetMarketDay",
            "testKiteConnection",
            "getTradingProfile",
            "switchTrading",
            "replayDeadLetter",
            "deleteDeadLetter",
            "getBillingAccount",
            "listTenantBillingEvents",
            "grantTier",
            "revokeGrant",
            "getRawBillingEvent",
            "replayBillingEvent",
            "getStrategy",
            "changeStrategy",
            "removeStrategy",
            "activateStrategy",
            "deactivateStrategy",
            "getTenant",
            "changeTenant",
            "removeTenant",
            "getCandles",
            "getTicks",
            "getGaps");

    private static final Map<String, String> TAGS = Map.of(
            "Account", "The caller, their credentials, preferences and trail",
            "Market", "Instruments, ticks and candles",
            "Admin", "For operators of Orra",
            "Billing", "The tier, what it allows, and the guards",
            "Billing administration", "For operators of Orra: events, grants, tiers",
            "Strategies", "The tenant's strategy instances",
            "Connections", "Tests of a connection to the broker",
            "Profile", "The limits that a user trades under",
            "Webhooks", "For providers; signed");

    /** Sorted, as all that is walked through here: two builds of the same classes give the same document. */
    private static final Map<Integer, String> ERRORS = new TreeMap<>(Map.ofEntries(
            Map.entry(400, "The request is not what this address takes"),
            Map.entry(401, "No token, or one that proves nothing"),
            Map.entry(403, "The caller may not do this, or the tenant is not active"),
            Map.entry(404, "There is no such thing"),
            Map.entry(406, "The answer can't be given in a media type that the client accepts"),
            Map.entry(409, "It does not fit to what is there now"),
            Map.entry(412, "It was changed meanwhile"),
            Map.entry(413, "The body is too large"),
            Map.entry(415, "The body is in a media type that this address does not take"),
            Map.entry(422, "Fields are invalid; errors names them"),
            Map.entry(429, "Too many requests; Retry-After says when to come back"),
            Map.entry(500, "Something went wrong on our side"),
            Map.entry(503, "A service does not answer now; try again")));

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getTags().forEach(tag -> tag.setDescription(TAGS.getOrDefault(tag.getName(), tag.getName())));
        document.getComponents().addSchema("Problem", problem()).addSchema("FieldError", fieldError());
        document.getComponents()
                .addSecurityScheme(
                        BEARER,
                        OASFactory.createSecurityScheme()
                                .type(org.eclipse.microprofile.openapi.models.security.SecurityScheme.Type.HTTP)
                                .scheme(BEARER)
                                .bearerFormat("JWT")
                                .description("A Clerk session token of an organization's member"));
        ERRORS.forEach((status, words) -> document.getComponents().addResponse("Error" + status, error(status, words)));
        document.getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations().forEach((method, operation) -> complete(path, method, operation)));
        document.getComponents().getSchemas().values().forEach(ContractFilter::closed);
        sorted(document);
    }

    /** What is found by walking through folders comes in the order of the folders. */
    private static void sorted(OpenAPI document) {
        document.getComponents()
                .setSchemas(new TreeMap<>(document.getComponents().getSchemas()));
        document.getPaths().setPathItems(new TreeMap<>(document.getPaths().getPathItems()));
        document.setTags(document.getTags().stream()
                .sorted(Comparator.comparing(Tag::getName))
                .toList());
    }

    private static void complete(String path, PathItem.HttpMethod method, Operation operation) {
        boolean open = path.contains("/webhooks/") || path.endsWith("/kite/callback");
        String id = operation.getOperationId();
        if (open) {
            operation.setSecurity(new ArrayList<>());
        } else {
            operation.addSecurityRequirement(
                    OASFactory.createSecurityRequirement().addScheme(BEARER));
        }
        boolean change = method != PathItem.HttpMethod.GET;
        boolean tagged = TAGGED.contains(id);
        if (change && tagged && method != PathItem.HttpMethod.POST) {
            operation.addParameter(header("If-Match", "The entity tag that must be there for the change to be made"));
        }
        if (!change && tagged) {
            operation.addParameter(header("If-None-Match", "The entity tag that the client has already"));
            operation
                    .getResponses()
                    .addAPIResponse("304", OASFactory.createAPIResponse().description("The client has it already"));
        }
        if (method == PathItem.HttpMethod.POST && !open && !names(operation, "Idempotency-Key")) {
            operation.addParameter(
                    header("Idempotency-Key", "The same key with the same request has one effect, for a day"));
        }
        headers(operation, tagged, method == PathItem.HttpMethod.PUT);
        boolean page = "receiveKiteCallback".equals(id);
        for (int status : statuses(path, method, operation, open)) {
            operation
                    .getResponses()
                    .addAPIResponse(
                            Integer.toString(status),
                            page
                                    ? pageOrProblem(status)
                                    : OASFactory.createAPIResponse().ref("#/components/responses/Error" + status));
        }
    }

    /** A visitor is told by a page; what went wrong before the page is a problem as everywhere. */
    private static APIResponse pageOrProblem(int status) {
        APIResponse response = error(status, ERRORS.get(status));
        response.getContent()
                .addMediaType(
                        "text/html",
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().type(Schema.SchemaType.STRING)));
        return response;
    }

    private static boolean names(Operation operation, String parameter) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(one -> parameter.equals(one.getName()));
    }

    private static Set<Integer> statuses(String path, PathItem.HttpMethod method, Operation operation, boolean open) {
        boolean change = method != PathItem.HttpMethod.GET;
        boolean tagged = TAGGED.contains(operation.getOperationId());
        Set<Integer> statuses = new TreeSet<>(List.of(400, 401, 406, 429, 500, 503));
        if (!open || "receiveKiteCallback".equals(operation.getOperationId())) {
            statuses.add(403);
        }
        if ("receiveKiteCallback".equals(operation.getOperationId())) {
            statuses.add(409);
        }
        if (MAY_MISS.contains(operation.getOperationId())) {
            statuses.add(404);
        }
        if (change) {
            statuses.add(413);
            statuses.add(409);
        }
        boolean versioned = VERSIONED.contains(operation.getOperationId());
        if (change && (tagged || versioned)) {
            statuses.add(412);
        }
        if (operation.getRequestBody() != null) {
            statuses.add(415);
        }
        boolean queries = operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(one -> one.getIn() == Parameter.In.QUERY);
        if (!open
                && (operation.getRequestBody() != null || queries || versioned || method == PathItem.HttpMethod.POST)) {
            statuses.add(422);
        }
        return statuses;
    }

    private static void headers(Operation operation, boolean tagged, boolean put) {
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (response.getRef() == null && !"304".equals(status)) {
                common(response);
                if (tagged && (put || !"204".equals(status))) {
                    response.addHeader("ETag", text("The version of what is answered"));
                }
                if ("201".equals(status)) {
                    response.addHeader("Location", text("Where it is"));
                }
                if ("listActiveTenants".equals(operation.getOperationId())) {
                    response.addHeader("Link", text("The next page, rel=next"));
                }
                if (response.getDescription() == null
                        || response.getDescription().isBlank()) {
                    response.setDescription("Done");
                }
            }
        });
    }

    private static void common(APIResponse response) {
        response.addHeader("X-Correlation-Id", text("The request's id, for questions about it"));
        response.addHeader("RateLimit-Limit", number("How many requests fit into a minute"));
        response.addHeader("RateLimit-Remaining", number("How many could follow at once"));
        response.addHeader("RateLimit-Reset", number("Seconds until all of them are there again"));
    }

    private static APIResponse error(int status, String words) {
        APIResponse response = OASFactory.createAPIResponse()
                .description(words)
                .content(OASFactory.createContent()
                        .addMediaType(
                                "application/problem+json",
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))
                                        .example(new TreeMap<>(Map.of(
                                                "type",
                                                "urn:orra:problem:http-" + status,
                                                "title",
                                                "A word for the status",
                                                "status",
                                                status,
                                                "detail",
                                                words,
                                                "correlation_id",
                                                "a7b075e0-d4e5-4f77-a661-5bf20ae3acd5")))));
        response.addHeader("X-Correlation-Id", text("The request's id, for questions about it"));
        if (status == 401) {
            response.addHeader("WWW-Authenticate", text("Bearer"));
        }
        if (status == 429 || status == 503) {
            response.addHeader("Retry-After", number("Seconds until another try"));
        }
        return response;
    }

    private static Schema problem() {
        return type(Schema.SchemaType.OBJECT, "An error, RFC 9457")
                .addProperty("type", pattern("^urn:orra:problem:[a-z0-9-]+$", "Stable over releases"))
                .addProperty("title", type(Schema.SchemaType.STRING, "The status in words"))
                .addProperty("status", type(Schema.SchemaType.INTEGER, "The HTTP status"))
                .addProperty("detail", type(Schema.SchemaType.STRING, "What was wrong, for people"))
                .addProperty("correlation_id", type(Schema.SchemaType.STRING, "The request's id"))
                .addProperty(
                        "errors",
                        type(Schema.SchemaType.ARRAY, "Which fields are invalid")
                                .items(OASFactory.createSchema().ref("#/components/schemas/FieldError")))
                .required(List.of("type", "title", "status", "detail", "correlation_id"));
    }

    private static Schema fieldError() {
        return type(Schema.SchemaType.OBJECT, "One invalid field; the value is never repeated")
                .addProperty("field", type(Schema.SchemaType.STRING, "Its name as in the body"))
                .addProperty("code", type(Schema.SchemaType.STRING, "Stable over releases"))
                .addProperty("message", type(Schema.SchemaType.STRING, "For people"))
                .required(List.of("field", "code", "message"));
    }

    /** Unknown fields are refused in requests, and answers have none; patterns are for the whole text. */
    private static void closed(Schema schema) {
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(property -> {
                if (Boolean.TRUE.equals(property.getNullable()) && property.getAllOf() != null) {
                    // A reference that can't be null would forbid it: said in place instead.
                    property.setAllOf(null);
                    property.setFormat("uuid");
                }
                String pattern = property.getPattern();
                if (pattern != null && !pattern.startsWith("^")) {
                    property.setPattern("^(?:" + pattern + ")$");
                }
            });
        }
        if (schema.getProperties() != null && schema.getAdditionalPropertiesBoolean() == null) {
            schema.setAdditionalPropertiesBoolean(false);
        }
    }

    private static Parameter header(String name, String words) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.HEADER)
                .description(words)
                .schema(OASFactory.createSchema().type(Schema.SchemaType.STRING));
    }

    private static Header text(String words) {
        return header(words, Schema.SchemaType.STRING);
    }

    private static Header number(String words) {
        return header(words, Schema.SchemaType.INTEGER);
    }

    /** Without the default style, which some readers of contracts stumble over. */
    private static Header header(String words, Schema.SchemaType type) {
        Header header = OASFactory.createHeader()
                .description(words)
                .schema(OASFactory.createSchema().type(type));
        header.setStyle(null);
        return header;
    }

    private static Schema type(Schema.SchemaType type, String words) {
        return OASFactory.createSchema().type(type).description(words);
    }

    private static Schema pattern(String pattern, String words) {
        return type(Schema.SchemaType.STRING, words).pattern(pattern);
    }
}
