package org.coincide.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import org.coincide.engine.backlog.BacklogChanged;
import org.coincide.engine.broker.queues.QueueNames;
import org.coincide.engine.deadletters.DeadLetters;
import org.coincide.engine.deadletters.FailingMessages;
import org.coincide.engine.storage.StorageChanged;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.jms.config.JmsListenerEndpointRegistry;
import org.springframework.jms.listener.MessageListenerContainer;

/** The queues that are received while the storage and the number of waiting orders change. */
class QueueListenerConfigurationTest {

    private final Container orders = new Container();
    private final Container others = new Container();
    private final JmsListenerEndpointRegistry registry = mock(JmsListenerEndpointRegistry.class);
    private final QueueListenerConfiguration listeners = new QueueListenerConfiguration(
            List.of(),
            mock(JmsTextReader.class),
            mock(DeadLetters.class),
            mock(FailingMessages.class),
            mock(IntakeProperties.class),
            provider(registry));

    @BeforeEach
    void runBoth() {
        when(registry.getListenerContainer(QueueNames.ORDERS)).thenReturn(orders.container);
        when(registry.getListenerContainers()).thenReturn(List.of(orders.container, others.container));
        when(registry.isRunning()).thenAnswer(call -> orders.running || others.running);
        doAnswer(call -> both(true)).when(registry).start();
        doAnswer(call -> both(false)).when(registry).stop();
        both(true);
    }

    @Test
    void onlyOrdersWaitWhileThereAreTooMany() {
        listeners.receiveNoOrdersWhileTooManyWait(new BacklogChanged(true));
        assertThat(List.of(orders.running, others.running)).containsExactly(false, true);
    }

    @Test
    void nothingIsReceivedWhileNothingCanBeStored() {
        listeners.receiveOnlyWhatCanBeStored(new StorageChanged(false));
        assertThat(List.of(orders.running, others.running)).containsExactly(false, false);
    }

    @Test
    void fewerOrdersStartNothingThatCannotBeStored() {
        listeners.receiveNoOrdersWhileTooManyWait(new BacklogChanged(true));
        listeners.receiveOnlyWhatCanBeStored(new StorageChanged(false));
        listeners.receiveNoOrdersWhileTooManyWait(new BacklogChanged(false));
        assertThat(List.of(orders.running, others.running)).containsExactly(false, false);
    }

    @Test
    void tooManyOrdersStillWaitOnceTheStorageIsWritable() {
        listeners.receiveNoOrdersWhileTooManyWait(new BacklogChanged(true));
        listeners.receiveOnlyWhatCanBeStored(new StorageChanged(false));
        listeners.receiveOnlyWhatCanBeStored(new StorageChanged(true));
        assertThat(List.of(orders.running, others.running)).containsExactly(false, true);
    }

    /** The number of orders falls just when the other thread has seen that it must stop their listener. */
    @Test
    void ordersAreReceivedIfBothStatesChangeAtOnce() throws Exception {
        listeners.receiveNoOrdersWhileTooManyWait(new BacklogChanged(true));
        listeners.receiveOnlyWhatCanBeStored(new StorageChanged(false));
        Thread fewer = new Thread(() -> listeners.receiveNoOrdersWhileTooManyWait(new BacklogChanged(false)));
        orders.beforeStop = () -> {
            fewer.start();
            await().until(() -> fewer.getState() == Thread.State.BLOCKED || !fewer.isAlive());
        };

        listeners.receiveOnlyWhatCanBeStored(new StorageChanged(true));
        fewer.join();

        assertThat(orders.running).isTrue();
    }

    /** Its database comes back while the server ends. A message received then would fail, and be delivered again. */
    @Test
    void aServerThatEndsReceivesNothingMore() {
        listeners.receiveOnlyWhatCanBeStored(new StorageChanged(false));
        listeners.receiveNothingMore(closed(null));
        listeners.receiveOnlyWhatCanBeStored(new StorageChanged(true));
        listeners.receiveNoOrdersWhileTooManyWait(new BacklogChanged(false));
        assertThat(List.of(orders.running, others.running)).containsExactly(false, false);
    }

    /** The endpoints of monitoring have a context of their own. */
    @Test
    void theEndOfAnInnerContextDoesNotEndTheServer() {
        listeners.receiveOnlyWhatCanBeStored(new StorageChanged(false));
        listeners.receiveNothingMore(closed(mock(ApplicationContext.class)));
        listeners.receiveOnlyWhatCanBeStored(new StorageChanged(true));
        assertThat(List.of(orders.running, others.running)).containsExactly(true, true);
    }

    private static ContextClosedEvent closed(ApplicationContext parent) {
        ApplicationContext context = mock(ApplicationContext.class);
        when(context.getParent()).thenReturn(parent);
        return new ContextClosedEvent(context);
    }

    private Object both(boolean running) {
        orders.running = running;
        others.running = running;
        return null;
    }

    @SuppressWarnings("unchecked")
    private static ObjectProvider<JmsListenerEndpointRegistry> provider(JmsListenerEndpointRegistry registry) {
        ObjectProvider<JmsListenerEndpointRegistry> provider = mock(ObjectProvider.class);
        when(provider.getObject()).thenReturn(registry);
        return provider;
    }

    /** A listener that runs or not. */
    private static final class Container {

        private final MessageListenerContainer container = mock(MessageListenerContainer.class);
        private volatile boolean running;
        private Runnable beforeStop = () -> {};

        Container() {
            doAnswer(call -> running = true).when(container).start();
            doAnswer(call -> {
                        Runnable first = beforeStop;
                        beforeStop = () -> {};
                        first.run();
                        running = false;
                        return null;
                    })
                    .when(container)
                    .stop();
        }
    }
}
