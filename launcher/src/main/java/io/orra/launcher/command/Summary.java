package io.orra.launcher.command;

import io.orra.launcher.Stack;
import io.orra.launcher.settings.PortSetting;
import io.orra.launcher.settings.Secret;
import io.orra.launcher.settings.Setting;
import io.orra.launcher.settings.Settings;
import io.orra.launcher.settings.SimulatedWorld;
import java.io.PrintWriter;

/** Where everything answers, and what to try next. */
record Summary(Stack stack) {
    void print(PrintWriter out) {
        Settings settings = stack.settings();
        String api = local(PortSetting.API_PORT);
        row(out, "API", api + "/api/v1, " + api + "/health");
        stack.servers().stream().skip(1).forEach(server -> row(out, server.title(), server.address() + "/health"));
        row(out, "Auth agent", local(PortSetting.AUTH_AGENT_PORT) + "/health, /ready");
        row(out, "Ticker agent", local(PortSetting.TICKER_AGENT_PORT) + "/health, /ready");
        row(out, "Notification agent", local(PortSetting.NOTIFICATION_AGENT_PORT) + "/health, /ready");
        row(
                out,
                "Payara console",
                local(PortSetting.ADMIN_PORT) + "  user admin, password " + kept(Secret.PAYARA_ADMIN_PASSWORD));
        row(
                out,
                "Database",
                settings.get(Setting.DATABASE_URL) + "  user " + settings.get(Setting.DATABASE_OWNER_USER)
                        + ", password " + kept(Secret.DATABASE_OWNER_PASSWORD));
        row(out, "Market database", settings.get(Setting.MARKET_DATABASE_URL));
        row(out, "Redis", stack.service(io.orra.launcher.ServiceName.REDIS).address());
        row(out, "Artemis", settings.get(Setting.ARTEMIS_URL));
        if (settings.simulators()) {
            SimulatedWorld world = new SimulatedWorld(settings.port(PortSetting.SIMULATORS_PORT));
            row(
                    out,
                    "Simulators",
                    world.control() + " control, " + world.kiteWeb() + " Kite login, " + world.n8n() + " n8n");
            out.println();
            out.println("A token of org_demo's administrator, valid for 12 hours:");
            String token = stack.demoTenant().token();
            out.println(token);
            out.println();
            out.println(
                    "Next: curl -s -H \"Authorization: Bearer $(./orra token --org org_demo --sub user_demo --role admin)\" "
                            + api + "/api/v1/account/kite-credentials/status");
        } else {
            out.println();
            out.println("Next: curl -s " + api + "/health");
        }
        out.flush();
    }

    private String kept(Secret secret) {
        return secret + (stack.settings().given(secret) ? " as you set it" : " in " + stack.secretsFile());
    }

    private String local(PortSetting port) {
        return "http://127.0.0.1:" + stack.settings().port(port);
    }

    private static void row(PrintWriter out, String name, String where) {
        out.printf("%-20s %s%n", name, where);
    }
}
