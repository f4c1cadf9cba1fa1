package io.orra.simulators.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.List;

/** The faults of one listener, in front of its router. The first fault that meets a request is the one that acts. */
public final class Faults {
    /** How a party words an error for a status; null fields of the fault are its to fill. */
    public interface Wording {
        /** The JSON (or other) body; sets the content type itself. */
        String body(HttpServerRequest request, int status, String errorType, String message);
    }

    private static final String GATEWAY_PAGE = "<html>\r\n<head><title>%1$d %2$s</title></head>\r\n<body>\r\n"
            + "<center><h1>%1$d %2$s</h1></center>\r\n<hr><center>cloudflare</center>\r\n</body>\r\n</html>\r\n";

    private static final class Armed {
        private final Fault fault;
        private int left;

        private Armed(Fault fault) {
            this.fault = fault;
            this.left = fault.times() == 0 ? Integer.MAX_VALUE : fault.times();
        }
    }

    private final Vertx vertx;
    private final Wording wording;
    private final List<Armed> armed = new ArrayList<>();

    public Faults(Vertx vertx, Wording wording) {
        this.vertx = vertx;
        this.wording = wording;
    }

    /** Reads the list under the field; answers null where the field is absent. */
    public static List<Fault> read(Input input, String field) {
        List<Fault> faults = new ArrayList<>();
        return input.each(field, element -> faults.add(Fault.read(element))) ? faults : null;
    }

    public void set(List<Fault> faults) {
        armed.clear();
        faults.forEach(fault -> armed.add(new Armed(fault)));
    }

    public void clear() {
        armed.clear();
    }

    public JsonArray toJson() {
        JsonArray array = new JsonArray();
        armed.forEach(one -> array.add(one.fault.toJson().put("left", one.fault.times() == 0 ? 0 : one.left)));
        return array;
    }

    public Handler<HttpServerRequest> before(Handler<HttpServerRequest> next) {
        return request -> {
            for (Armed one : armed) {
                if (one.left > 0 && one.fault.meets(request)) {
                    one.left--;
                    request.pause();
                    act(one.fault, request, next);
                    return;
                }
            }
            next.handle(request);
        };
    }

    private void act(Fault fault, HttpServerRequest request, Handler<HttpServerRequest> next) {
        if (fault.delayMs() > 0) {
            vertx.setTimer(fault.delayMs(), timer -> actNow(fault, request, next));
        } else {
            actNow(fault, request, next);
        }
    }

    private void actNow(Fault fault, HttpServerRequest request, Handler<HttpServerRequest> next) {
        switch (fault.action()) {
            case PASS -> {
                next.handle(request);
                request.resume();
            }
            case HANG -> request.resume();
            case RESET -> Reset.connectionOf(request);
            case RESPOND -> respond(fault, request);
        }
    }

    private void respond(Fault fault, HttpServerRequest request) {
        request.resume();
        var response = request.response().setStatusCode(fault.status());
        fault.headers().forEach(response::putHeader);
        switch (fault.body()) {
            case "empty" -> response.end();
            case "text" ->
                response.putHeader("Content-Type", "text/plain").end(fault.message() == null ? "" : fault.message());
            case "html" ->
                response.putHeader("Content-Type", "text/html")
                        .end(GATEWAY_PAGE.formatted(fault.status(), response.getStatusMessage()));
            default -> response.end(wording.body(request, fault.status(), fault.errorType(), fault.message()));
        }
    }
}
