package org.coincide.client.broker;

import jakarta.jms.JMSException;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.broker.SslContext;
import org.apache.activemq.transport.Transport;
import org.springframework.boot.ssl.SslBundle;

/** A connection factory that trusts the certificates of an SSL bundle, and shows the client's own certificate if the bundle has one. */
@SuppressWarnings("serial") // never serialized
final class TlsConnectionFactory extends ActiveMQConnectionFactory {

    private final transient SslContext tls;

    TlsConnectionFactory(String user, String password, String url, SslBundle bundle) {
        super(user, password, url);
        var managers = bundle.getManagers();
        this.tls = new SslContext(managers.getKeyManagers(), managers.getTrustManagers(), null);
    }

    /** The transports take the certificates from the thread that creates them. */
    @Override
    protected Transport createTransport() throws JMSException {
        var before = SslContext.getCurrentSslContext();
        SslContext.setCurrentSslContext(tls);
        try {
            return super.createTransport();
        } finally {
            SslContext.setCurrentSslContext(before);
        }
    }
}
