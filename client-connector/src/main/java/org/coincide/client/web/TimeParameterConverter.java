package org.coincide.client.web;

import java.time.Instant;
import org.coincide.client.contract.StorableTime;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** Reads the times in parameters of HTTP requests; null for an empty one. A time that the database cannot store is refused as invalid. */
@Component
class TimeParameterConverter implements Converter<String, Instant> {

    @Override
    public Instant convert(String text) {
        return text.isBlank() ? null : StorableTime.parse(text.strip());
    }
}
