package io.orra.messaging;

import jakarta.resource.ConnectionFactoryDefinition;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;

/** The connection factory over the application's own Artemis adapter. */
@ConnectionFactoryDefinition(
        name = MessageBroker.CONNECTION_FACTORY,
        interfaceName = "jakarta.jms.ConnectionFactory",
        resourceAdapter = "#artemis-rar",
        transactionSupport = TransactionSupportLevel.XATransaction,
        minPoolSize = 0,
        maxPoolSize = 32)
@jakarta.ejb.Singleton
public class MessageBroker {

    public static final String CONNECTION_FACTORY = "java:app/jms/orra";
}
