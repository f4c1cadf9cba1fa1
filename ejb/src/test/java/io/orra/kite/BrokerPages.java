package io.orra.kite;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A small peer with the broker's login on it, forms and JSON as the broker has them, and a second origin that stands
 * for the app's registered address and notes every call that reaches it.
 */
final class BrokerPages implements AutoCloseable {
    static final String SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
    static final String PASSWORD = "pa55 & word+ü";

    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<String> callbackCalls = new CopyOnWriteArrayList<>();
    volatile String loginError = "";
    volatile String codeError = "";
    volatile String twofaType = "totp";
    volatile String finishLocation;
    volatile String finishPage;
    volatile String entryLocation;
    volatile boolean gatewayPage;
    volatile boolean captcha;

    private final HttpServer broker = listen();
    private final HttpServer app = listen();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    BrokerPages() {
        finishLocation = "http://127.0.0.1:" + app.getAddress().getPort()
                + "/callback?action=login&type=login&status=success&request_token=theRequestToken";
        broker.setExecutor(threads);
        app.setExecutor(threads);
        broker.createContext("/", this::answer);
        app.createContext("/", exchange -> {
            callbackCalls.add(exchange.getRequestURI().toString());
            send(exchange, 200, "text/html", "callback");
        });
        broker.start();
        app.start();
    }

    URI loginPage() {
        return URI.create("http://127.0.0.1:" + broker.getAddress().getPort() + "/connect/login");
    }

    BrokerLogin login() {
        return new BrokerLogin("theApiKey", "AB1234", PASSWORD, SEED);
    }

    private static HttpServer listen() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException portsUsedUp) {
            throw new UncheckedIOException(portsUsedUp);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        URI address = exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add(exchange.getRequestMethod() + " " + address.getPath());
        if (gatewayPage) {
            send(exchange, 502, "text/html", "<html>Bad gateway</html>");
            return;
        }
        switch (address.getPath()) {
            case "/connect/login" -> entry(exchange, FormEncoding.queryOf(address));
            case "/api/connect/session" -> data(exchange, "{\"app\":{\"name\":\"orra\"}}");
            case "/api/login" -> password(exchange, fields(body));
            case "/api/twofa" -> code(exchange, fields(body));
            case "/connect/finish" -> finish(exchange);
            default -> send(exchange, 404, "text/plain", "");
        }
    }

    private void entry(HttpExchange exchange, Map<String, String> query) throws IOException {
        if (entryLocation != null) {
            redirect(exchange, entryLocation);
        } else if (query.containsKey("sess_id")) {
            send(exchange, 200, "text/html", page(query.get("sess_id")));
        } else {
            exchange.getResponseHeaders().add("Set-Cookie", "kf_session=jar1; Path=/; HttpOnly");
            redirect(exchange, "/connect/login?sess_id=s1&api_key=" + query.get("api_key"));
        }
    }

    private void password(HttpExchange exchange, Map<String, String> form) throws IOException {
        boolean right = PASSWORD.equals(form.get("password")) && "AB1234".equals(form.get("user_id"));
        if (!loginError.isEmpty() || !right || !jar(exchange).contains("kf_session=jar1")) {
            error(exchange, loginError.isEmpty() ? "Invalid username or password." : loginError, "UserException");
        } else {
            data(exchange, "{\"user_id\":\"AB1234\",\"request_id\":\"r1\",\"twofa_type\":\"" + twofaType + "\"}");
        }
    }

    private void code(HttpExchange exchange, Map<String, String> form) throws IOException {
        boolean right =
                "r1".equals(form.get("request_id")) && form.get("twofa_value").matches("[0-9]{6}");
        if (!codeError.isEmpty() || !right) {
            error(exchange, codeError.isEmpty() ? "Invalid TOTP." : codeError, "TwoFAException");
        } else {
            exchange.getResponseHeaders().add("Set-Cookie", "enctoken=e1; Path=/");
            data(exchange, "{}");
        }
    }

    private void finish(HttpExchange exchange) throws IOException {
        if (!jar(exchange).contains("enctoken=e1")) {
            send(exchange, 200, "text/html", page("s1"));
        } else if (finishPage != null) {
            send(exchange, 200, "text/html", finishPage);
        } else {
            redirect(exchange, finishLocation);
        }
    }

    private static String jar(HttpExchange exchange) {
        return String.valueOf(exchange.getRequestHeaders().getFirst("Cookie"));
    }

    private static Map<String, String> fields(String form) {
        return FormEncoding.queryOf(URI.create("http://form/?" + form));
    }

    private static void data(HttpExchange exchange, String data) throws IOException {
        send(exchange, 200, "application/json", "{\"status\":\"success\",\"data\":" + data + "}");
    }

    private static void error(HttpExchange exchange, String message, String type) throws IOException {
        String body =
                "{\"status\":\"error\",\"message\":\"" + message + "\",\"error_type\":\"" + type + "\",\"data\":null}";
        send(exchange, 403, "application/json", body);
    }

    private static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().add("Location", location);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String page(String session) {
        return """
                <!doctype html><body><div id=container></div><script>
                const box = document.getElementById('container');
                const say = (m) => { document.querySelector('p.error').innerText = m; };
                const post = async (path, fields) => {
                  const answer = await fetch(path, {method: 'POST', body: new URLSearchParams(fields)});
                  return answer.json();
                };
                box.innerHTML = `<form><input id=userid type=text><input id=password type=password>
                  <p class="error"></p>CAPTCHA<button type=submit class=button-orange>Login </button></form>`;
                box.querySelector('form').onsubmit = async (e) => {
                  e.preventDefault();
                  const user = document.getElementById('userid').value;
                  const a = await post('/api/login', {user_id: user, password: document.getElementById('password').value});
                  if (a.status !== 'success') return say(a.message);
                  setTimeout(() => code(user, a.data), 300);
                };
                const code = (user, data) => {
                  box.innerHTML = `<form class="twofa-form form"><div class="su-input-group twofa-value number">
                    <input type=number id=userid label="External TOTP" minlength=6 maxlength=6 pattern="[0-9]+"></div>
                    <p class="error"></p><button type=submit>Continue </button></form>`;
                  const field = document.getElementById('userid');
                  const send = async () => {
                    field.disabled = true;
                    const a = await post('/api/twofa', {user_id: user, request_id: data.request_id,
                      twofa_value: field.value, twofa_type: data.twofa_type, skip_session: ''});
                    field.disabled = false;
                    if (a.status !== 'success') return say(a.message);
                    location.href = '/connect/finish?sess_id=SESSION&api_key=theApiKey';
                  };
                  field.oninput = () => { if (field.value.length === 6) send(); };
                  box.querySelector('form').onsubmit = (e) => { e.preventDefault(); send(); };
                };
                </script>""".replace("SESSION", session)
                .replace("CAPTCHA", captcha ? "<img class=captcha-image alt=captcha width=10 height=10>" : "");
    }

    @Override
    public void close() {
        broker.stop(0);
        app.stop(0);
        threads.shutdownNow();
    }
}
