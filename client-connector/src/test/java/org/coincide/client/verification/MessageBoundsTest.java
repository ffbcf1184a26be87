package org.coincide.client.verification;

import static org.coincide.client.verification.WarningType.TIME_OUT_OF_BOUNDS;
import static org.coincide.client.verification.WarningType.UNTRUSTED_ACTION;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages and times in genuine and forged messages. */
class MessageBoundsTest extends AbstractVerifierTest {

    @BeforeEach
    void startTrade() {
        assertCoincident(messages.information());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://provider.example/confirm/4711",
                "http://PROVIDER.example:8443/confirm?a=1&b=2#c",
                "https://acs.bank.example/challenge"
            })
    void aPageOfATrustedHostIsAccepted(String url) {
        assertCoincident(messages.next(data -> action(data, url)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/confirm",
                "https://provider.example@evil.example/",
                "https://provider.example:secret@evil.example/",
                "https://user@provider.example/",
                "https://provider.example.evil.example/",
                "https://evilprovider.example/",
                "https://bank.example/",
                "https://evilbank.example/",
                "https:///provider.example",
                "https://127.0.0.1/confirm",
                "https://[::1]/confirm",
                "https://xn--provider-xyz.example/"
            })
    void aPageOfAnotherHostRaisesAWarning(String url) {
        assertWarning(messages.preview(data -> action(data, url)), UNTRUSTED_ACTION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-11-28T12:10:01Z", "2027-11-28T12:00:00Z", "9999-12-31T23:59:59Z", "0000-01-01T00:00:00Z"})
    void aMessageFromAnotherTimeRaisesAWarning(String time) {
        assertWarning(
                messages.preview(data -> data.put("order", "ACCEPTED"))
                        .replaceFirst("\"time\":\"[^\"]+\"", "\"time\":\"" + time + "\""),
                TIME_OUT_OF_BOUNDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-12-29T00:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"})
    void aDeadlineFarAwayRaisesAWarning(String time) {
        assertWarning(
                messages.preview(
                        data -> data.put("order", "ACCEPTED").putObject("due").put("delivery", time)),
                TIME_OUT_OF_BOUNDS);
        assertWarning(
                messages.preview(
                        data -> action(data, "https://provider.example/").put("until", time)),
                TIME_OUT_OF_BOUNDS);
        assertWarning(
                messages.preview(data -> data.put("order", "ACCEPTED")
                        .putArray("invoices")
                        .addObject()
                        .put("reference", "INV-1")
                        .put("amount", "1.00")
                        .put("received", "0.00")
                        .put("due", time)
                        .put("status", "OPEN")),
                TIME_OUT_OF_BOUNDS);
    }

    private static ObjectNode action(ObjectNode data, String url) {
        return data.put("payment", "REQUIRES_ACTION")
                .putObject("action")
                .put("url", url)
                .put("until", "2026-11-28T12:15:00Z");
    }
}
