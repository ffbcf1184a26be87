package org.coincide.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.aopalliance.intercept.MethodInterceptor;
import org.hsqldb.jdbc.JDBCDriver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** Messages that are marked as sent while a client asks for them again. */
class OutboxTest {

    private static final String MARK = "SET unsent = FALSE";

    private final CountDownLatch marking = new CountDownLatch(1);
    private final CountDownLatch mayMark = new CountDownLatch(1);
    private final JdbcClient jdbc = JdbcClient.create(new SlowMarks());
    private final Outbox outbox = new Outbox(jdbc, mock(MessageOrigin.class));

    /** A database whose marks wait. */
    private final class SlowMarks extends DelegatingDataSource {

        SlowMarks() {
            super(new SimpleDriverDataSource(
                    JDBCDriver.driverInstance, "jdbc:hsqldb:mem:" + UUID.randomUUID() + ";hsqldb.tx=mvcc", "SA", ""));
        }

        @Override
        public Connection getConnection() throws SQLException {
            ProxyFactory proxy = new ProxyFactory(super.getConnection());
            proxy.addAdvice((MethodInterceptor) call -> {
                boolean isMark = call.getArguments().length > 0
                        && String.valueOf(call.getArguments()[0]).contains(MARK);
                if (isMark
                        && PreparedStatement.class.isAssignableFrom(
                                call.getMethod().getReturnType())) {
                    marking.countDown();
                    mayMark.await();
                }
                return call.proceed();
            });
            return (Connection) proxy.getProxy();
        }
    }

    @BeforeEach
    void aMessageIsSentAndNotMarked() {
        jdbc.sql("CREATE TABLE journal (id BIGINT PRIMARY KEY, unsent BOOLEAN)").update();
        jdbc.sql("INSERT INTO journal VALUES (1, TRUE)").update();
        outbox.sent(List.of(1L));
    }

    @Test
    void aMessageThatIsAskedForWhileItIsMarkedIsSentAgain() throws Exception {
        FutureTask<Void> mark = start(outbox::markSent).task();
        marking.await();
        Started inquiry = start(() -> outbox.resend(List.of(1L)));
        await().until(() -> inquiry.task().isDone() || inquiry.thread().getState() == Thread.State.WAITING);
        mayMark.countDown();
        mark.get(10, TimeUnit.SECONDS);
        inquiry.task().get(10, TimeUnit.SECONDS);

        assertThat(isUnsent()).isTrue();
        assertThat(outbox.hasUnmarked()).isFalse();
    }

    @Test
    void aMessageThatIsAskedForWhileItIsSentIsSentAgain() {
        mayMark.countDown();
        jdbc.sql("INSERT INTO journal VALUES (2, TRUE)").update();
        outbox.resend(List.of(2L));
        outbox.sent(List.of(2L, 1L));
        outbox.markSent();

        assertThat(jdbc.sql("SELECT id FROM journal WHERE unsent")
                        .query(Long.class)
                        .list())
                .containsExactly(2L);
    }

    @Test
    void aMessageThatIsAskedForBeforeItIsMarkedIsSentAgain() {
        mayMark.countDown();
        outbox.resend(List.of(1L));
        outbox.markSent();

        assertThat(isUnsent()).isTrue();
    }

    @Test
    void aMessageThatIsAskedForAfterItIsMarkedIsSentAgain() {
        mayMark.countDown();
        outbox.markSent();
        assertThat(isUnsent()).isFalse();

        outbox.resend(List.of(1L));

        assertThat(isUnsent()).isTrue();
    }

    private boolean isUnsent() {
        return jdbc.sql("SELECT unsent FROM journal WHERE id = 1")
                .query(Boolean.class)
                .single();
    }

    private record Started(Thread thread, FutureTask<Void> task) {}

    private static Started start(Runnable work) {
        FutureTask<Void> task = new FutureTask<>(work, null);
        Thread thread = new Thread(task, "outbox");
        thread.start();
        return new Started(thread, task);
    }
}
