package org.coincide.engine.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.stream.Collectors;

/** How a task carries what is shown of it. */
public final class FormVariables {

    private static final int ENOUGH_WORDS = 200;

    /** A form gets bytes in Base64, which the browser decodes into single bytes: so all of it is ASCII. */
    private static final ObjectMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private FormVariables() {}

    /** For a form: as bytes, since the engine's texts end at 4,000 characters and an order may have 500 lines. */
    public static byte[] json(Object facts) {
        try {
            return ASCII.writeValueAsBytes(facts);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** For a list: what it is about, in one line. */
    public static String words(List<FormGoods> goods) {
        String all = goods.stream().map(FormGoods::toString).collect(Collectors.joining(", "));
        return all.length() <= ENOUGH_WORDS ? all : all.substring(0, ENOUGH_WORDS) + " …";
    }
}
