package io.orra.it.operations;

import static io.orra.it.frame.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.orra.it.frame.Orra;
import io.orra.it.frame.TestTenant;
import io.orra.launcher.ServiceName;
import io.orra.launcher.settings.PortSetting;
import jakarta.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The small node for agents: the same modules in a WAR on Payara Micro, in one data grid with the server. */
@ExtendWith({MicroNode.class, ArquillianExtension.class})
@RunAsClient
class MicroIT {

    private final Orra orra = Orra.running();

    @Deployment(testable = false)
    static WebArchive packaging() {
        return ShrinkWrap.create(ZipImporter.class, "orra-micro.war")
                .importFrom(Program.HOME.resolve("micro/target/orra-micro.war").toFile())
                .as(WebArchive.class);
    }

    @Test
    void it_takes_its_share_of_the_streams_and_when_the_server_ends_all_of_the_work() {
        assertThat(orra.processes().listenersOf(micro())).isNotEmpty().allMatch(listener -> listener.loopback());
        eventually()
                .until(() -> orra.api().metric(MicroNode.port(), "instances") == 2
                        && orra.api().metric(server(), "instances") == 2);
        List<TestTenant> tenants = new ArrayList<>();
        eventually().until(() -> {
            tenants.add(TestTenant.linked(orra));
            eventually()
                    .until(() -> tenants.stream()
                            .allMatch(tenant -> tenant.brokerSockets().size() == 1));
            return orra.api().metric(MicroNode.port(), "streams") > 0;
        });
        assertThat(tenants).allMatch(tenant -> tenant.brokerAccount().getInt("logins") == 1);

        orra.part(ServiceName.PAYARA).stop();
        try {
            eventually()
                    .until(() -> orra.api().metric(MicroNode.port(), "streams_live") >= tenants.size()
                            && tenants.stream()
                                    .allMatch(tenant -> tenant.brokerSockets().size() == 1));
            TestTenant tenant = tenants.get(0);
            orra.messages().send("execution_results", null, execution(tenant));
            eventually()
                    .until(() -> orra.simulated().received("email", tenant.id()).size() == 1);
        } finally {
            orra.restart();
        }
    }

    private static String execution(TestTenant tenant) {
        return Json.createObjectBuilder()
                .add("id", "micro-" + UUID.randomUUID())
                .add("tenant_id", tenant.id())
                .add("user_id", UUID.randomUUID().toString())
                .add("status", "filled")
                .add("symbol", "INFY")
                .build()
                .toString();
    }

    private ProcessHandle micro() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("payara-micro.jar"))
                .findFirst()
                .orElseThrow();
    }

    private int server() {
        return orra.settled().port(PortSetting.TICKER_AGENT_PORT);
    }
}
