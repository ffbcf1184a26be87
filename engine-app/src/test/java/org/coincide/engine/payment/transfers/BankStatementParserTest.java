package org.coincide.engine.payment.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import org.coincide.engine.payment.books.PaymentProperties;
import org.coincide.engine.payment.transfers.BankStatementParser.Fault;
import org.coincide.engine.payment.transfers.BankStatementParser.Line;
import org.coincide.engine.payment.transfers.BankStatementParser.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BankStatementParserTest {

    private static final String HEADINGS = "transactionId,reference,amount,currency\n";

    private final BankStatementParser statements = new BankStatementParser(new PaymentProperties(
            null,
            null,
            Duration.ofDays(14),
            5,
            3,
            Duration.ofHours(24),
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            Duration.ofMinutes(1),
            200));

    @Test
    void aLineIsAPaymentWithItsLineNumber() {
        Reading reading = statements.read(HEADINGS + "T1,INV-1,12.50,EUR\n\nT2,\"INV-2, thanks\",7,EUR\n");
        assertThat(reading.faults()).isEmpty();
        assertThat(reading.lines())
                .containsExactly(
                        new Line(2, new BankPayment("T1", "INV-1", new BigDecimal("12.50"), "EUR")),
                        new Line(4, new BankPayment("T2", "INV-2, thanks", new BigDecimal("7"), "EUR")));
    }

    @Test
    void columnsMayStandInAnyOrderAndOthersAreIgnored() {
        Reading reading =
                statements.read("bookedAt,currency,amount,reference,transactionId\n2026-11-25,EUR,1.00,INV-1,T1\n");
        assertThat(reading.lines())
                .containsExactly(new Line(2, new BankPayment("T1", "INV-1", new BigDecimal("1.00"), "EUR")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "T1,INV-1,12.50|currency is missing",
                "T1,INV-1,-1.00,EUR|amount should match",
                "T1,INV-1,0.00,EUR|amount should be more than zero",
                "T1,INV-1,1e9,EUR|amount should match",
                "T1,INV-1,1.00,euro|currency should match",
                "T1,INV-1,1.00,XQX|currency should be a currency code of ISO 4217",
                ",INV-1,1.00,EUR|transactionId is missing",
                "T1,,1.00,EUR|reference is missing"
            })
    void anInvalidLineIsReportedByItsNumber(String line, String fault) {
        Reading reading = statements.read(HEADINGS + "T0,INV-0,1.00,EUR\n" + line + "\n");
        assertThat(reading.faults()).singleElement().satisfies(found -> {
            assertThat(found.line()).isEqualTo(3);
            assertThat(found.text()).startsWith(fault);
        });
    }

    @Test
    void allInvalidLinesAreReported() {
        Reading reading = statements.read(HEADINGS + "T1,INV-1,x,EUR\nT2,INV-2,1.00,EUR\nT3,INV-3,y,EUR\n");
        assertThat(reading.faults()).extracting(Fault::line).containsExactly(2, 4);
    }

    @Test
    void aLineOfTooManyFieldsIsNoLine() {
        assertThat(statements.read(HEADINGS + "T1,INV-1,1.00,EUR,more\n").faults())
                .isNotEmpty();
    }

    @Test
    void withoutHeadingsOrWithoutLinesItIsNoStatement() {
        assertThat(statements.read("").faults()).isNotEmpty();
        assertThat(statements.read(HEADINGS).faults()).isNotEmpty();
        assertThat(statements.read("T1,INV-1,1.00,EUR\nT2,INV-1,1.00,EUR\n").faults())
                .isNotEmpty();
    }

    @Test
    void aStatementHasAnEnd() {
        Reading reading = statements.read(HEADINGS + "T,I,1,EUR\n".repeat(4));
        assertThat(reading.faults()).extracting(Fault::line).containsExactly(5);
    }
}
