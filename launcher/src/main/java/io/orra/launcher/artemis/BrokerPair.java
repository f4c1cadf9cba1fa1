package io.orra.launcher.artemis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.activemq.artemis.core.config.ClusterConnectionConfiguration;
import org.apache.activemq.artemis.core.config.HAPolicyConfiguration;
import org.apache.activemq.artemis.core.config.ha.SharedStoreBackupPolicyConfiguration;
import org.apache.activemq.artemis.core.config.ha.SharedStorePrimaryPolicyConfiguration;
import org.apache.activemq.artemis.core.config.impl.FileConfiguration;
import org.apache.activemq.artemis.core.server.cluster.impl.MessageLoadBalancingType;

/**
 * Two brokers on one data folder, of which one works: when its lock on the folder ends, the other one opens its door,
 * with all messages. One folder means that the two can never both work.
 *
 * @param role primary, which works when it can, or backup
 * @param self host:port under which the other one reaches this one
 * @param peer host:port of the other one
 */
record BrokerPair(String role, String self, String peer) {
    /** From {@code ARTEMIS_HA}, {@code ARTEMIS_NODE} and {@code ARTEMIS_PEER}; empty for a broker that is alone. */
    static Optional<BrokerPair> in(Map<String, String> environment) {
        String role = environment.getOrDefault("ARTEMIS_HA", "");
        if (role.isBlank()) {
            return Optional.empty();
        }
        if (!List.of("primary", "backup").contains(role)) {
            throw new IllegalArgumentException("ARTEMIS_HA must be primary or backup");
        }
        return Optional.of(
                new BrokerPair(role, needed(environment, "ARTEMIS_NODE"), needed(environment, "ARTEMIS_PEER")));
    }

    private static String needed(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " must be set with ARTEMIS_HA");
        }
        return value;
    }

    void applyTo(FileConfiguration configuration, String user, String password) throws Exception {
        configuration.addConnectorConfiguration("self", "tcp://" + self);
        configuration.addConnectorConfiguration("peer", "tcp://" + peer);
        configuration.addClusterConfiguration(new ClusterConnectionConfiguration()
                .setName("pair")
                .setConnectorName("self")
                .setMessageLoadBalancingType(MessageLoadBalancingType.OFF)
                .setStaticConnectors(List.of("peer")));
        configuration.setClusterUser(user);
        configuration.setClusterPassword(password);
        configuration.setHAPolicyConfiguration(policy());
    }

    private HAPolicyConfiguration policy() {
        return role.equals("primary")
                ? new SharedStorePrimaryPolicyConfiguration().setFailoverOnServerShutdown(true)
                : new SharedStoreBackupPolicyConfiguration()
                        .setFailoverOnServerShutdown(true)
                        .setAllowFailBack(true);
    }
}
