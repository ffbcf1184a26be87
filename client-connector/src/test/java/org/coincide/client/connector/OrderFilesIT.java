package org.coincide.client.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.coincide.client.support.ConnectorApi;
import org.coincide.client.support.ContractFiles;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Files of orders: all faults are named, a file with faults places nothing, and no order is placed twice. */
class OrderFilesIT {

    private static final String HEADER =
            "orderReference,sku,quantity,unitPrice,currency,name,street,postalCode,city,country,paymentMethod";

    @Nested
    @ConnectorOnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @ConnectorOnPostgresql
    class Postgresql extends OnEachDatabase {}

    abstract static class OnEachDatabase extends AbstractConnectorTest {

        private final String run = UUID.randomUUID().toString().substring(0, 8);

        @Autowired
        private JdbcTemplate sql;

        @Test
        void aFileOfAThousandLinesNamesItsTenFaults() {
            var csv = HEADER + "\n"
                    + IntStream.range(0, 1000)
                            .mapToObj(i -> i % 100 == 50 ? row(i).replace(",3,", ",none,") : row(i))
                            .collect(Collectors.joining("\n"));

            var preview = post(csv, "");
            assertThat(preview.get("faults")).hasSize(10);
            assertThat(values(preview.get("faults"), "place"))
                    .isEqualTo(IntStream.range(0, 10)
                            .mapToObj(i -> String.valueOf(52 + 100 * i))
                            .toList());
            assertThat(values(preview.get("faults"), "field")).containsOnly("quantity");
            assertThat(preview.get("orders")).hasSize(500);

            var refused = api.post("/api/order-files?place=true", "text/csv", csv);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(ConnectorApi.json(refused).get("errors")).hasSize(10);
            assertThat(placed()).isZero();
        }

        @Test
        void aFileThatIsUploadedTwicePlacesNothingTwice() {
            var csv =
                    HEADER + "\n" + IntStream.range(0, 1000).mapToObj(this::row).collect(Collectors.joining("\n"));

            assertThat(post(csv, "?place=true").toString()).isEqualTo("{\"placed\":500,\"placedEarlier\":0}");
            assertThat(values(post(csv, "").get("orders"), "state")).containsOnly("PLACED_EARLIER");
            assertThat(post(csv, "?place=true").toString()).isEqualTo("{\"placed\":0,\"placedEarlier\":500}");
            assertThat(placed()).isEqualTo(500);
            assertThat(server.nextOrders(500))
                    .allMatch(order -> order.get("lines").size() == 2)
                    .extracting(order -> order.get("orderReference").asText())
                    .doesNotHaveDuplicates();
        }

        @Test
        void anOrderWithOtherContentsUnderAKnownNumberIsAFault() {
            post(HEADER + "\n" + row(0), "?place=true");
            var changed = post(HEADER + "\n" + row(2) + "\n" + row(0).replace(",3,", ",4,"), "");
            assertThat(changed.at("/faults/0/text").asText()).contains("Use another number");
            assertThat(changed.at("/faults/0/place").asInt()).isEqualTo(3);
            server.nextOrder();
        }

        @Test
        void rowsOfOneOrderThatContradictEachOtherAreAFault() {
            var report = post(HEADER + "\n" + row(0) + "\n" + row(1).replace("London", "Leeds"), "");
            assertThat(report.get("faults")).hasSize(1);
            assertThat(report.at("/faults/0/field").asText()).isEqualTo("city");
            assertThat(report.at("/faults/0/text").asText()).contains("line 2");
            assertThat(values(report.get("orders"), "state")).containsExactly("INVALID");
        }

        @Test
        void theFormOfTheFileIsChecked() {
            assertThat(fault("a\n")).contains("column is unknown");
            assertThat(fault("\n")).isEqualTo("The file is empty. Choose a file with orders.");
            assertThat(fault(HEADER)).contains("no orders");
            assertThat(fault(HEADER + ",surprise\n" + row(0) + ",1")).contains("column is unknown");
            assertThat(fault(HEADER + "\n" + row(0) + ",1")).contains("has 12 values");
            assertThat(fault(HEADER + "\n" + row(0).replace("PO", "\"PO"))).isNotBlank();
            assertThat(fault(HEADER + "\n" + row(0).replaceFirst("PO[^,]*", "")))
                    .contains("number of the order");
        }

        @Test
        void aFileOfASpreadsheetWithSemicolonsIsRead() {
            var csv = "\uFEFF" + (HEADER + "\r\n" + row(0) + "\r\n").replace(',', ';');
            assertThat(post(csv, "").get("faults")).isEmpty();
        }

        @Test
        void faultsAreInTheOrderOfTheFile() {
            var report = post(HEADER + "\n" + row(0).replace(",3,", ",none,") + "\n" + row(2) + ",extra", "");
            assertThat(values(report.get("faults"), "place")).containsExactly("2", "3");
        }

        @Test
        void aJsonFileOfOrdersIsPlaced() {
            var first = ContractFiles.order("PO-" + run + "-a");
            var second = ContractFiles.order("PO-" + run + "-b");
            var wrong = ContractFiles.order("PO-" + run + "-c").put("currency", "euro");

            var report = ConnectorApi.json(api.post(
                    "/api/order-files",
                    "application/json",
                    List.of(first, wrong, first).toString()));
            assertThat(values(report.get("faults"), "place")).containsExactly("2", "3");
            assertThat(report.at("/faults/0/field").asText()).isEqualTo("/currency");
            var placed = api.post(
                    "/api/order-files?place=true",
                    "application/json",
                    List.of(first, second).toString());
            assertThat(placed.statusCode()).isEqualTo(202);
            assertThat(placed()).isEqualTo(2);
            server.nextOrder();
            server.nextOrder();
        }

        @Test
        void aFaultOfJsonHasItsPlaceInTheFile() {
            var report = ConnectorApi.json(api.post("/api/order-files", "application/json", "[\n{\"sku\": 1,}]"));
            assertThat(report.at("/faults/0/text").asText()).contains("line 2, column 11");
        }

        /** A row; two rows each are one order. */
        private String row(int i) {
            return "PO-%s-%d,TEA-EARL-GREY-100,3,12.50,EUR,Ada Lovelace,12 St James's Square,SW1Y 4JH,London,GB,INVOICE"
                    .formatted(run, i / 2);
        }

        private JsonNode post(String csv, String query) {
            return ConnectorApi.json(api.post("/api/order-files" + query, "text/csv;charset=UTF-8", csv));
        }

        private String fault(String csv) {
            return post(csv, "").at("/faults/0/text").asText();
        }

        private int placed() {
            return sql.queryForObject(
                    "SELECT COUNT(*) FROM placed_order WHERE order_reference LIKE ?", Integer.class, "PO-" + run + "%");
        }

        private static List<String> values(JsonNode list, String name) {
            return StreamSupport.stream(list.spliterator(), false)
                    .map(item -> item.get(name).asText())
                    .toList();
        }
    }
}
