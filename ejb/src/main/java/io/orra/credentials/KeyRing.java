package io.orra.credentials;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Holds the master keys. Without a sound {@code MASTER_ENCRYPTION_KEY} the application does not start. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class KeyRing {

    private static final Logger LOG = Logger.getLogger(KeyRing.class.getName());

    @Inject
    @ConfigProperty(name = "MASTER_ENCRYPTION_KEY")
    private Optional<String> masterKeys;

    private Sealer sealer;

    /**
     * @throws InvalidMasterKeyException which stops the deployment
     */
    @PostConstruct
    void read() {
        try {
            sealer = new Sealer(MasterKeys.parse(masterKeys.orElse("")));
        } catch (InvalidMasterKeyException unusable) {
            // One line to read, before the server's own pages about a singleton that failed.
            LOG.severe(unusable.getMessage());
            throw unusable;
        }
    }

    public Sealer sealer() {
        return sealer;
    }
}
