package org.coincide.engine.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.stream.Collectors;
import org.coincide.engine.json.StorableText;

/** Converts data to process variables for forms and task lists. */
public final class FormVariables {

    private static final int MAX_SUMMARY = 200;

    /** Writes ASCII only: a form gets the bytes in Base64, and the browser decodes them byte by byte. */
    private static final ObjectMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private FormVariables() {}

    /** Converts an object to JSON bytes. The engine limits texts to 4,000 characters, and an order can have 500 lines. */
    public static byte[] json(Object value) {
        try {
            return ASCII.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Summarizes goods in one line for a task list. */
    public static String summary(List<FormGoods> goods) {
        String all = goods.stream().map(FormGoods::toString).collect(Collectors.joining(", "));
        String shortened = StorableText.shortened(all, MAX_SUMMARY);
        return shortened.length() == all.length() ? all : shortened + " …";
    }
}
