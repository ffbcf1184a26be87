package org.coincide.engine.delivery.consignments;

import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.coincide.engine.delivery.carrier.Label;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Shipping labels, by the key of the booking. */
@Repository
public class Labels {

    private static final int LONGEST = 1_000_000;
    private static final int MOST_BOOKINGS = 99;

    /**
     * Condition of the labels of the trades {@code :ids}, by the keys of {@link Consignment#bookedKey}. A condition with {@code LIKE} would
     * read all labels.
     */
    static final String OF_TRADES =
            """
            booking_key IN (
              SELECT CASE WHEN booking.number = 1 THEN c.id ELSE c.id || '/' || CAST(booking.number AS VARCHAR(2)) END
              FROM consignment c JOIN (VALUES %s) AS booking (number) ON booking.number <= c.hand_overs + 1
              WHERE c.trading_id IN (:ids))"""
                    .formatted(IntStream.rangeClosed(1, MOST_BOOKINGS)
                            .mapToObj("(%d)"::formatted)
                            .collect(Collectors.joining(", ")));

    private final JdbcClient jdbc;

    Labels(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void add(String bookingKey, Label label) {
        if (label.content().length > LONGEST) {
            throw new IllegalStateException("The label of " + bookingKey + " has " + label.content().length
                    + " bytes. The adapter of the carrier must return at most " + LONGEST + ".");
        }
        jdbc.sql("INSERT INTO consignment_label (booking_key, media_type, content) VALUES (?, ?, ?)")
                .params(bookingKey, label.mediaType(), Base64.getEncoder().encodeToString(label.content()))
                .update();
    }

    public Optional<Label> find(String bookingKey) {
        return jdbc.sql("SELECT media_type, content FROM consignment_label WHERE booking_key = ?")
                .param(bookingKey)
                .query((row, index) ->
                        new Label(row.getString(1), Base64.getDecoder().decode(row.getString(2))))
                .optional();
    }
}
