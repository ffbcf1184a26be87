package org.coincide.client.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;

/** The begin of a stop with databases in several states. */
@Isolated("Interrupts all threads that wait for a connection of any pool")
class UnreachableDatabaseListenerTest {

    private final ApplicationContext context = new GenericApplicationContext();
    private final HikariDataSource pool = new HikariDataSource();

    @AfterEach
    void end() {
        pool.close();
    }

    @Test
    void theStopDoesNotWaitForAStoppedDatabase() throws IOException {
        stop(ofStoppedDatabase(), context);

        assertRefuses();
    }

    @Test
    void theStopDoesNotWaitForASilentDatabase() throws IOException {
        try (var silent = listening()) {
            stop(postgresql(silent), context);
        }

        assertRefuses();
    }

    @Test
    void theStopDoesNotWaitForADatabaseThatStarts() throws IOException {
        try (var starting = listening()) {
            refuseLogin(starting, "57P03");
            stop(postgresql(starting), context);
        }

        assertRefuses();
    }

    @Test
    void aDatabaseWithoutRoomIsReachable() throws IOException {
        try (var busy = listening()) {
            refuseLogin(busy, "53300");
            stop(postgresql(busy), context);
        }

        assertThat(pool.isClosed()).isFalse();
    }

    @Test
    void theEndOfAnotherContextChangesNothing() throws IOException {
        stop(ofStoppedDatabase(), new GenericApplicationContext());

        assertThat(pool.isClosed()).isFalse();
    }

    @Test
    void hsqldbIsNotChecked() {
        stop("jdbc:hsqldb:mem:" + UUID.randomUUID(), context);

        assertThat(pool.isClosed()).isFalse();
    }

    private void assertRefuses() {
        assertThat(pool.isClosed()).isTrue();
        assertThatThrownBy(pool::getConnection).isInstanceOf(SQLException.class).hasMessageContaining("closed");
    }

    private void stop(String url, ApplicationContext closed) {
        pool.setJdbcUrl(url);
        pool.setUsername("coincide");
        new UnreachableDatabaseListener(pool, new StopProperties(Duration.ofSeconds(1)), context)
                .close(new ContextClosedEvent(closed));
    }

    private static ServerSocket listening() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static String ofStoppedDatabase() throws IOException {
        try (var stopped = listening()) {
            return postgresql(stopped);
        }
    }

    private static String postgresql(ServerSocket at) {
        return "jdbc:postgresql://127.0.0.1:" + at.getLocalPort() + "/ledger?sslmode=disable&gssEncMode=disable";
    }

    /** Answers the login with an error, in the protocol of PostgreSQL. */
    private static void refuseLogin(ServerSocket database, String state) {
        var thread = new Thread(() -> {
            try (Socket client = database.accept()) {
                client.getInputStream().read(new byte[1]);
                var error = new ByteArrayOutputStream();
                for (var field : new String[] {"SFATAL", "C" + state, "Mrefused"}) {
                    error.write(field.getBytes(StandardCharsets.US_ASCII));
                    error.write(0);
                }
                error.write(0);
                var reply = new DataOutputStream(client.getOutputStream());
                reply.writeByte('E');
                reply.writeInt(Integer.BYTES + error.size());
                error.writeTo(reply);
                client.getInputStream().readAllBytes();
            } catch (IOException ended) {
                // The client closes the connection.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
