package org.coincide.engine.delivery.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Optional;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.coincide.engine.adapters.ReportOutcome;
import org.coincide.engine.delivery.carrier.CarrierEvent;
import org.coincide.engine.delivery.consignments.Consignment;
import org.coincide.engine.delivery.consignments.Consignments;
import org.coincide.engine.delivery.consignments.EarlierParcels;
import org.coincide.engine.polling.Polls;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionOperations;

/** Report of a carrier that arrives while the trade changes. */
class CarrierReportHandlerTest {

    private static final CarrierEvent DELIVERED =
            new CarrierEvent("P-1-1", "P-1", CarrierEvent.Kind.DELIVERED, Instant.EPOCH);

    private final CarrierEventRecords events = mock(CarrierEventRecords.class);
    private final Consignments consignments = mock(Consignments.class);
    private final EarlierParcels earlier = mock(EarlierParcels.class);
    private final CarrierEventProcessor processor = mock(CarrierEventProcessor.class);
    private final Polls polls = mock(Polls.class);
    private final CarrierReportHandler handler = new CarrierReportHandler(
            events,
            consignments,
            earlier,
            processor,
            TransactionOperations.withoutTransaction(),
            new ObjectMapper(),
            polls);

    @BeforeEach
    void know() {
        when(events.note(any(), any())).thenReturn(true);
        when(consignments.tracked(DELIVERED.trackingNumber())).thenReturn(Optional.of(mock(Consignment.class)));
    }

    /** No message to the client wakes the schedule, which would otherwise rest for up to a minute. */
    @Test
    void aReportThatCannotBeAppliedWakesTheSchedule() {
        doThrow(new OptimisticLockingException("another transaction was earlier"))
                .when(processor)
                .applyNew(any(), any(), any());
        assertThat(handler.report(DELIVERED)).isEqualTo(ReportOutcome.ACCEPTED);
        verify(polls).wake();
    }

    /** Java reads these times, and no database stores them. The carrier would repeat its report at each failure. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "+999999999-12-31T00:00:00-18:00",
                "+10000-01-01T00:00:00Z",
                "1969-12-31T23:59:59Z",
                "-0001-01-01T00:00:00Z"
            })
    void aReportWithATimeOfAnotherYearIsRefused(String at) {
        assertThat(handler.receive(report(at)))
                .hasValue("at is missing or malformed. Send a time with its offset, such as 2026-11-25T09:00:00Z, "
                        + "of the years 1970 to 9999.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z"})
    void aReportOfTheFirstAndOfTheLastYearIsAccepted(String at) {
        assertThat(handler.receive(report(at))).isEmpty();
    }

    private static String report(String at) {
        return """
                {"id": "P-1-1", "trackingNumber": "P-1", "event": "DELIVERED", "at": "%s"}"""
                .formatted(at);
    }
}
