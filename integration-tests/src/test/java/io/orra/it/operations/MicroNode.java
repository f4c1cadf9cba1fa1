package io.orra.it.operations;

import io.orra.it.frame.Orra;
import io.orra.launcher.process.Ports;
import io.orra.launcher.process.Unpacking;
import io.orra.launcher.settings.PortSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tells Arquillian how to start Payara Micro beside the running Orra: as a member of its data grid, on its services, with
 * the agents alone. Comes before Arquillian's own extension, which reads these properties.
 */
public final class MicroNode implements BeforeAllCallback {

    private static final Path FILES = Program.HOME.resolve("server-config");
    private static final Path BUILT = Program.HOME.resolve("micro/target");
    private static final int PORT = Ports.findFree(2);

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Orra orra = Orra.running();
        Path folder = Path.of("target", "micro").toAbsolutePath();
        Unpacking.delete(folder);
        Files.createDirectories(folder);
        Path adapter = folder.resolve("postboot.asadmin");
        Files.writeString(adapter, "deploy --name artemis-rar " + BUILT.resolve("artemis-rar.rar") + "\n");

        Path preboot = folder.resolve("preboot.asadmin");
        Files.writeString(
                preboot,
                Files.readString(FILES.resolve("payara-micro/preboot.asadmin"))
                        + Files.readString(FILES.resolve("payara-server/pools.asadmin")));

        System.setProperty(
                "payara.microJar", BUILT.resolve("server/payara-micro.jar").toString());
        System.setProperty("payara.randomHttpPort", "false");
        System.setProperty("payara.autoBindHttp", "false");
        System.setProperty("payara.clusterEnabled", "true");
        System.setProperty("payara.cmdOptions", String.join(" ", virtualMachine(orra)));
        System.setProperty(
                "payara.extraMicroOptions",
                String.join(
                        " ",
                        "--port",
                        Integer.toString(PORT),
                        "--startport",
                        Integer.toString(PORT + 1),
                        "--interfaces",
                        "127.0.0.1",
                        "--clustermode",
                        "tcpip:127.0.0.1:" + orra.settled().port(PortSetting.DATA_GRID_PORT),
                        "--prebootcommandfile",
                        preboot.toString(),
                        "--addlibs",
                        BUILT.resolve("server/postgresql.jar").toString(),
                        "--postbootcommandfile",
                        adapter.toString(),
                        "--rootdir",
                        folder.resolve("runtime").toString(),
                        "--contextroot",
                        "/"));
    }

    static int port() {
        return PORT;
    }

    /** Settings as system properties, since Arquillian hands on this JVM's own environment. */
    private static List<String> virtualMachine(Orra orra) throws IOException {
        Map<String, String> settings = new TreeMap<>(orra.settled().applicationEnvironment());
        settings.keySet().removeAll(System.getenv().keySet());
        settings.put("ORRA_ROLES", "auth,ticker,notification");
        settings.put("TICKER_AGENT_PORT", Integer.toString(PORT));
        settings.put("AUTH_LOGIN_MODE", "http");
        List<String> options = new ArrayList<>(List.of("-Xmx768m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        Files.readAllLines(FILES.resolve("payara-server/jvm-options")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(options::add);
        settings.forEach((name, value) -> {
            if (!value.contains(" ")) {
                options.add("-D" + name + "=" + value);
            }
        });
        return options;
    }
}
