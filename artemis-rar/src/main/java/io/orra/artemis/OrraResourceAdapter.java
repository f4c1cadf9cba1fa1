package io.orra.artemis;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import org.apache.activemq.artemis.ra.ActiveMQResourceAdapter;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The Artemis adapter, set up from the same settings as the rest of Orra: {@code ARTEMIS_URL},
 * {@code ARTEMIS_USER} and {@code ARTEMIS_PASSWORD}. A broker that is away, at the start or later, is waited for.
 */
public class OrraResourceAdapter extends ActiveMQResourceAdapter {

    private static final long serialVersionUID = 1L;
    private static final int FOR_EVER = -1;

    private final transient ConsumerRoles roles = new ConsumerRoles(setting("ORRA_ROLES", null));

    public OrraResourceAdapter() {
        BrokerAddress address = BrokerAddress.parse(setting("ARTEMIS_URL", "tcp://127.0.0.1:61616"));
        setConnectorClassName(address.connectorClasses());
        setConnectionParameters(address.connectionParameters());
        setHA(address.clustered());
        setUserName(setting("ARTEMIS_USER", "orra"));
        setPassword(setting("ARTEMIS_PASSWORD", ""));
        setUseJNDI(false);
        setSetupAttempts(FOR_EVER);
        setSetupInterval(1_000L);
        // Consumers only come back through their session's own reconnection, so that one never gives up.
        setReconnectAttempts(FOR_EVER);
        setRetryInterval(1_000L);
        setMaxRetryInterval(1_000L);
        setInitialConnectAttempts(1);
        // A sender does not wait for it: the caller's transaction fails and what it holds is told again.
        setCallTimeout(5_000L);
        setCallFailoverTimeout(5_000L);
        setConnectionTTL(30_000L);
        setClientFailureCheckPeriod(10_000L);
        setThreadPoolMaxSize(40);
        setScheduledThreadPoolMaxSize(2);
        setUseGlobalPools(false);
        setDeserializationDenyList("*");
    }

    @Override
    public void endpointActivation(MessageEndpointFactory endpoint, ActivationSpec spec) throws ResourceException {
        if (roles.consume()) {
            super.endpointActivation(endpoint, spec);
        }
    }

    private static String setting(String name, String fallback) {
        return ConfigProvider.getConfig()
                .getOptionalValue(name, String.class)
                .filter(value -> !value.isBlank())
                .orElse(fallback);
    }
}
