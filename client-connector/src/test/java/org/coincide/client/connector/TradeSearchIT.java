package org.coincide.client.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.stream.StreamSupport;
import org.coincide.client.support.ConnectorApi;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.TradeMessages;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Search of trades by programs: conditions, totals, pages, entity tags, unknown parameters. */
class TradeSearchIT {

    @Nested
    @ConnectorOnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @ConnectorOnPostgresql
    class Postgresql extends OnEachDatabase {}

    abstract static class OnEachDatabase extends AbstractConnectorTest {

        @Test
        void tradesAreFoundByTextStatusAndTime() {
            var run = reference();
            var first = trade(run + "_1", 9);
            var second = trade(run + "_2", 2);
            trade(run + "x3", 2);

            assertThat(references("?q=" + run + "_")).containsExactlyInAnyOrder(second.reference(), first.reference());
            assertThat(references("?sort=REFERENCE&q=" + run.toLowerCase()))
                    .hasSize(3)
                    .isSorted();
            assertThat(references("?q=" + first.tradingId())).containsExactly(first.reference());
            assertThat(references("?q=" + first.tradingId().substring(28))).containsExactly(first.reference());
            assertThat(references("?delivery=DELIVERED,RETURNED&q=" + run)).containsExactly(first.reference());
            assertThat(references("?closed=true&q=" + run)).containsExactly(first.reference());
            assertThat(references("?order=ON_HOLD&q=" + run)).isEmpty();
            assertThat(references("?q=%25&order=ACCEPTED")).isEmpty();
            assertThat(references("?changedSince=2100-01-01T00:00:00Z&q=" + run))
                    .isEmpty();
            assertThat(references("?changedSince=2020-01-01T00:00:00Z&q=" + run))
                    .hasSize(3);
        }

        @Test
        void overdueAndWarnedTradesAreFound() {
            var trade = startedTrade();
            assertThat(references("?overdue=true&q=" + trade.reference())).isEmpty();
            assertThat(references("?warned=true&q=" + trade.reference())).isEmpty();
            server.send(trade.next(data -> {
                data.put("order", "ON_HOLD");
                data.putObject("due").put("order", "2026-01-01T00:00:00Z");
            }));
            server.send(trade.preview(data -> data.put("order", "COMPLETED")));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(references("?warned=true&q=" + trade.reference()))
                    .hasSize(1));
            assertThat(references("?overdue=true&q=" + trade.reference())).hasSize(1);
            assertThat(references("?disputed=true&q=" + trade.reference())).hasSize(1);
            acknowledge(trade);
            assertThat(references("?disputed=true&q=" + trade.reference())).isEmpty();
            assertThat(references("?warned=true&q=" + trade.reference())).hasSize(1);
            server.send(trade.next(data -> {
                data.put("order", "RECEIVED");
                data.remove("due");
            }));
            awaitSequence(trade, 3);
            assertThat(references("?overdue=true&q=" + trade.reference())).isEmpty();
        }

        @Test
        void pagesHaveTheTotalAndTheAddressOfTheNextPage() {
            var run = reference();
            for (int i = 0; i < 5; i++) {
                trade(run + "-" + i, 1);
            }
            var page = api.get("/api/trades?limit=2&q=" + run);
            assertThat(page.headers().firstValue("X-Total-Count")).contains("5");
            var next = page.headers().firstValue("Link").orElseThrow();
            assertThat(next).matches("</api/trades\\?.*offset=2.*>; rel=\"next\"");
            var address = next.substring(1, next.indexOf('>'));
            assertThat(api.list(address)).hasSize(2);
            assertThat(api.get("/api/trades?limit=2&offset=4&q=" + run)
                            .headers()
                            .firstValue("Link"))
                    .isEmpty();
        }

        @Test
        void theTotalIsCountedUpToANumber() {
            var run = reference();
            for (int i = 0; i < 5; i++) {
                trade(run + "-" + i, 1);
            }
            var some = api.get("/api/trades?limit=2&totalUpTo=3&q=" + run);
            assertThat(some.headers().firstValue("X-Total-Count")).contains("3");
            assertThat(some.headers().firstValue("X-Total-More")).contains("true");
            var later = api.get("/api/trades?limit=2&offset=2&totalUpTo=3&q=" + run);
            assertThat(later.headers().firstValue("X-Total-Count")).contains("4");
            assertThat(later.headers().firstValue("Link").orElseThrow()).contains("offset=4");
            var end = api.get("/api/trades?limit=2&offset=4&totalUpTo=3&q=" + run);
            assertThat(end.headers().firstValue("X-Total-Count")).contains("5");
            assertThat(end.headers().firstValue("X-Total-More")).isEmpty();
            assertThat(api.get("/api/trades?limit=2&offset=9&q=" + run)
                            .headers()
                            .firstValue("X-Total-Count"))
                    .contains("5");
        }

        @Test
        void anUnchangedResponseIsNotSentAgain() {
            var trade = startedTrade();
            var path = "/api/trades?q=" + trade.reference();
            var tag = api.get(path).headers().firstValue("ETag").orElseThrow();
            assertThat(api.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
            server.send(trade.statusChange("order", "ACCEPTED"));
            awaitSequence(trade, 2);
            assertThat(api.get(path, "If-None-Match", tag).statusCode()).isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/api/trades?status=OPEN",
                    "/api/trades?Limit=3",
                    "/api/trades?sort=opened",
                    "/api/trades?changedSince=yesterday",
                    "/api/trades?order=accepted",
                    "/api/trades?delivery=DELIVERED,LOST",
                    "/api/orders?state=LOST",
                    "/api/trades?after=&offset=1",
                    "/api/trades?after=&sort=OLDEST",
                    "/api/catalogue?sku=1"
                })
        void anUnknownParameterOrValueIsRefused(String path) {
            var answer = api.get(path);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(ConnectorApi.json(answer).get("detail").asText()).isNotBlank();
        }

        @Test
        void aMisspelledStatusOrAddressSaysWhatThereIs() {
            assertThat(detail("/api/trades?payment=PAYED"))
                    .startsWith("The parameter payment is \"PAYED\". Send one of ")
                    .contains("PAID");
            assertThat(detail("/api/trades/1/history/1")).contains("Send a UUID such as ");
            assertThat(detail("/api/trade"))
                    .isEqualTo("There is nothing at /api/trade. The file /openapi.yaml has all addresses of the API.");
        }

        private String detail(String path) {
            return api.json(path).get("detail").asText();
        }

        @Test
        void theResponseNamesFieldRuleAndRemedy() {
            var entryPoint = "/api/warnings/groups/acknowledgement";
            assertThat(errors(entryPoint, "{\"count\":0}"))
                    .containsExactly(
                            "/count is 0: send a number of at least 1",
                            "/note is missing or blank: send a text",
                            "/type is missing: send it");
            assertThat(errors(entryPoint, "{\"type\":\"NO_SUCH\",\"count\":\"x\"}"))
                    .singleElement()
                    .asString()
                    .startsWith("/type is \"NO_SUCH\": send one of ");
            assertThat(errors(entryPoint, "{\"type\":\"SEQUENCE_GAP\",\"count\":\"x\",\"note\":\"a\"}"))
                    .singleElement()
                    .asString()
                    .startsWith("/count ")
                    .endsWith(": send a whole number");
            assertThat(errors(
                            entryPoint,
                            "{\"type\":\"SEQUENCE_GAP\",\"count\":1,\"note\":\"" + "x".repeat(9_000) + "\"}"))
                    .containsExactly("/note has 9000 characters: send at most 1000");
            assertThat(errors("/api/warnings/1/settlement", "{}"))
                    .containsExactly("/choice is missing: send it", "/note is missing or blank: send a text");
            assertThat(errors(entryPoint, "[]")).containsExactly(" The body has the wrong type. Send a JSON object.");
            assertThat(errors(entryPoint, "{")).singleElement().asString().startsWith(" The body is not valid JSON: ");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                /api/trades?closed=maybe           | The parameter closed is "maybe". Send true or false.
                /api/trades?limit=many             | The parameter limit is "many". Send a whole number from 1 to 1000.
                /api/trades?limit=0                | The parameter limit is "0". Send a whole number from 1 to 1000.
                /api/trades?limit=1001             | The parameter limit is "1001". Send a whole number from 1 to 1000.
                /api/trades?limit=0&offset=-1      | The parameter limit is "0". Send a whole number from 1 to 1000. The parameter offset is "-1". Send a whole number of at least 0.
                /api/trades?limit=5&limit=7        | The parameter limit is given 2 times. Send it once.
                /api/trades?totalUpTo=0            | The parameter totalUpTo is "0". Send a whole number of at least 1.
                /api/orders?limit=0                | The parameter limit is "0". Send a whole number from 1 to 1000.
                /api/orders?offset=-1              | The parameter offset is "-1". Send a whole number of at least 0.
                /api/warnings?limit=-1             | The parameter limit is "-1". Send a whole number from 1 to 1000.
                /api/warnings/groups?offset=-1     | The parameter offset is "-1". Send a whole number of at least 0.
                /api/events?limit=501              | The parameter limit is "501". Send a whole number from 1 to 500.
                /api/events?after=-1               | The parameter after is "-1". Send a whole number of at least 0.
                /api/trades?sort=opened            | The parameter sort is "opened". Send one of NEWEST, OLDEST, CHANGED, REFERENCE, AMOUNT.
                /api/trades?changedSince=yesterday | The parameter changedSince is "yesterday". Send a time of the years 1 to 9999, such as 2026-11-28T00:00:00Z.
                /api/trades?changedSince=%2B1000000000-01-01T00:00:00Z | The parameter changedSince is "+1000000000-01-01T00:00:00Z". Send a time of the years 1 to 9999, such as 2026-11-28T00:00:00Z.
                /api/trades?changedSince=%2B10000-01-01T00:00:00Z | The parameter changedSince is "+10000-01-01T00:00:00Z". Send a time of the years 1 to 9999, such as 2026-11-28T00:00:00Z.
                /api/trades?changedSince=-0001-01-01T00:00:00Z | The parameter changedSince is "-0001-01-01T00:00:00Z". Send a time of the years 1 to 9999, such as 2026-11-28T00:00:00Z.
                /api/events?after=x                | The parameter after is "x". Send a whole number of at least 0.
                /api/order-contents                | The parameter orderReference is missing. Send it.
                """)
        void theResponseNamesAnInvalidParameter(String path, String detail) {
            var answer = api.get(path);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(ConnectorApi.json(answer).get("detail").asText()).isEqualTo(detail);
        }

        @ParameterizedTest
        @ValueSource(strings = {"0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", ""})
        void everyTimeOfTheRangeCanBeSearched(String time) {
            assertThat(api.get("/api/trades?changedSince=" + time).statusCode()).isEqualTo(200);
        }

        @Test
        void theResponseDoesNotRepeatAHugeParameter() {
            for (var path : List.of("/api/trades?limit=", "/api/trades?changedSince=", "/api/trades?")) {
                var answer = api.get(path + "9".repeat(3_000));
                assertThat(answer.statusCode()).isEqualTo(400);
                assertThat(answer.body().length()).isLessThan(2_500);
            }
        }

        private List<String> errors(String entryPoint, String body) {
            var answer = api.post(entryPoint, "application/json", body, "Accept-Language", "de");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body().length()).isLessThan(2_500);
            assertThat(ConnectorApi.json(answer).get("detail").asText())
                    .contains(ConnectorApi.json(answer).at("/errors/0/text").asText());
            return StreamSupport.stream(ConnectorApi.json(answer).get("errors").spliterator(), false)
                    .map(error -> error.get("pointer").asText() + " "
                            + error.get("text").asText())
                    .toList();
        }

        private void acknowledge(TradeMessages trade) {
            var warning = api.list("/api/warnings/groups?tradingId=" + trade.tradingId())
                    .get(0);
            var seen = "{\"type\":\"%s\",\"tradingId\":\"%s\",\"count\":1,\"note\":\"The sender was told.\"}"
                    .formatted(warning.get("type").asText(), trade.tradingId());
            assertThat(api.post("/api/warnings/groups/acknowledgement", "application/json", seen)
                            .statusCode())
                    .isEqualTo(200);
        }

        private TradeMessages trade(String reference, int messages) {
            api.place(ContractFiles.order(reference));
            var trade = TradeMessages.of(server.nextOrder(reference));
            server.send(trade.completeTrade().limit(messages).toList());
            awaitSequence(trade, messages);
            return trade;
        }

        private List<String> references(String query) {
            return api.list("/api/trades" + query).stream()
                    .map(trade -> trade.get("orderReference").asText())
                    .toList();
        }
    }
}
